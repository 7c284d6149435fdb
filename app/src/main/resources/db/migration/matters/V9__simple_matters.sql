-- A simple matter (简易项目): one seller, one buyer, shown as one screen, without a teaser. It stands in the matter's MAC.
alter table matters.matters add column simple boolean not null default false;
