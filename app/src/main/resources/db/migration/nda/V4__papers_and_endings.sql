-- A scan can be sent back and taken in again; the agreement itself names the one that counts, under its MAC.
alter table nda.agreements
    add column scan_id       uuid,
    add column ended_because text check (ended_because in
        ('LAPSED', 'BY_BOTH', 'COUNTERPART_ASKED', 'BREACH', 'REPLACED', 'LEFT'));
-- Papers taken in by an earlier version stay without it: their rows are authenticated as they were.

alter table nda.papers add column id uuid not null default gen_random_uuid();
alter table nda.papers drop constraint papers_pkey;
alter table nda.papers add primary key (id);
alter table nda.papers
    add column pages            integer   not null default 1 check (pages > 0),
    add column pages_seen       integer[] not null default '{}',
    add column returned_by      uuid,
    add column returned_at      timestamptz,
    add column returned_because text check (returned_because in
        ('PAGE_MISSING', 'UNREADABLE', 'NOT_SIGNED', 'OTHER_TEXT')),
    add check (returned_by is null or confirmed_by is null);
create unique index papers_one_waiting on nda.papers (agreement_id)
    where confirmed_at is null and returned_at is null;
create index on nda.papers (agreement_id, taken_in_at);

alter table nda.covered_matters add column covered_at timestamptz not null default now();
create index on nda.agreements (prepared_at desc, id);
create index on nda.agreements (ends_at) where state = 'IN_FORCE' and ends_at is not null;
