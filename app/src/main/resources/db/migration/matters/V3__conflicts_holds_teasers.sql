-- What keeps a matter from going on stands in its own authenticated row.
alter table matters.matters add column conflict text not null default 'NONE' check (conflict in ('NONE', 'SUBMITTED', 'CLEARED', 'REFUSED'));
alter table matters.matters add column suspended boolean not null default false;
alter table matters.matters add column legal_hold boolean not null default false;
alter table matters.matters alter column conflict drop default, alter column suspended drop default, alter column legal_hold drop default;

-- The company a matter is about, found again by whole name and whole credit code.
create table matters.targets (
    matter_id uuid primary key references matters.matters (id),
    name_bidx bytea not null,
    code_bidx bytea
);
create index on matters.targets (name_bidx);
create index on matters.targets (code_bidx);

-- Possible conflicts of interest, for compliance.
create table matters.conflicts (
    id         uuid primary key,
    matter_id  uuid        not null references matters.matters (id),
    kind       text        not null check (kind in ('SAME_TARGET', 'OWN_INTEREST')),
    other_id   uuid references matters.matters (id),
    found_at   timestamptz not null,
    cleared    boolean,
    decided_by uuid,
    decided_at timestamptz,
    check ((decided_at is null) = (cleared is null))
);
create index on matters.conflicts (matter_id);

-- Stops that compliance placed and lifted.
create table matters.holds (
    id        uuid primary key,
    matter_id uuid        not null references matters.matters (id),
    kind      text        not null check (kind in ('SUSPENSION', 'LEGAL_HOLD')),
    reason    text        not null,
    placed_by uuid        not null,
    placed_at timestamptz not null,
    lifted_by uuid,
    lifted_at timestamptz
);
create index on matters.holds (matter_id);

-- Blind teasers; their words are sealed.
create table matters.teasers (
    id          uuid primary key,
    matter_id   uuid        not null references matters.matters (id),
    state       text        not null check (state in ('DRAFT', 'APPROVED', 'OUTDATED', 'WITHDRAWN')),
    written_at  timestamptz not null,
    written_by  uuid        not null,
    approved_by uuid,
    approved_at timestamptz,
    version     bigint      not null,
    leaf        bytea       not null,
    mac         bytea       not null
);
create index on matters.teasers (matter_id, written_at desc);

grant select, insert, update, delete on matters.targets to ev_app;
grant select, insert, update on matters.conflicts, matters.holds, matters.teasers to ev_app;

-- The ledger's entries that a certificate of destruction rests on.
alter table matters.destructions add column certified bigint;
alter table matters.destructions add column measured bigint;
grant update (measured) on matters.destructions to ev_app;

-- That a client has said what it would buy; what it is stands sealed under its own key.
create table matters.interests (
    subject_id uuid primary key,
    given_by   uuid        not null,
    given_at   timestamptz not null
);
grant select, insert, update, delete on matters.interests to ev_app;

-- When a matter came to each stage. Never changed.
create table matters.stage_history (
    matter_id uuid        not null references matters.matters (id),
    stage     text        not null,
    person_id uuid        not null,
    intake    bigint      not null,
    at        timestamptz not null,
    primary key (matter_id, stage)
);
grant select, insert on matters.stage_history to ev_app;
