-- Liability in full, and whether both sides promise. From text version 2 on these are part of the row's MAC.
alter table nda.agreements
    add column mutual      boolean not null default false,
    add column costs       boolean not null default true,
    add column answer_days integer not null default 15 check (answer_days between 1 and 60);
