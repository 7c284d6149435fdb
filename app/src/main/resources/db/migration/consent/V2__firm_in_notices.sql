-- The firm's name and contact stand in every notice; when the firm changes them, the same version reads differently.
alter table consent.notice_texts add column firm_version bigint not null default 0 check (firm_version >= 0);
