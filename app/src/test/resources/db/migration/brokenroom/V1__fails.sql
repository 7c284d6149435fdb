-- For UpgradeTests: a migration that does half its work and then fails.
create table brokenroom.half (id integer);
select 1 / 0;
