-- Matters with their parties, team, engaged partners and legal steps. Names, quantities and prices are sealed in the vault.
create table matters.matters (
    id         uuid primary key,
    code_name  text        not null unique check (char_length(code_name) between 1 and 40),
    form       text        not null check (form in ('LIMITED_COMPANY', 'JOINT_STOCK')),
    mandate    text        not null check (mandate in ('SELLER', 'BUYER', 'BOTH')),
    stage      text        not null,
    opened_by  uuid        not null,
    opened_at  timestamptz not null,
    closed_at  timestamptz,
    version    bigint      not null,
    leaf       bytea       not null,
    mac        bytea       not null
);
create index on matters.matters (stage, opened_at desc);

create table matters.parties (
    matter_id  uuid        not null references matters.matters (id),
    subject_id uuid        not null,
    side       text        not null check (side in ('SELLER', 'BUYER')),
    standing   text        not null check (standing in ('MANDATED', 'INVITED', 'ADMITTED', 'LEFT')),
    since      timestamptz not null,
    version    bigint      not null,
    leaf       bytea       not null,
    mac        bytea       not null,
    primary key (matter_id, subject_id)
);
create index on matters.parties (subject_id);

create table matters.team (
    matter_id uuid        not null references matters.matters (id),
    person_id uuid        not null,
    part      text        not null check (part in ('LEAD', 'MEMBER', 'LEFT')),
    since     timestamptz not null,
    version   bigint      not null,
    leaf      bytea       not null,
    mac       bytea       not null,
    primary key (matter_id, person_id)
);
create index on matters.team (person_id);

create table matters.engagements (
    matter_id  uuid        not null references matters.matters (id),
    partner_id uuid        not null,
    active     boolean     not null,
    since      timestamptz not null,
    version    bigint      not null,
    leaf       bytea       not null,
    mac        bytea       not null,
    primary key (matter_id, partner_id)
);

-- The legal steps as a dated checklist. Documents of a step are documents of the data room.
create table matters.steps (
    matter_id uuid not null references matters.matters (id),
    step      text not null,
    due_on    date,
    done_on   date,
    done_by   uuid,
    document_id uuid,
    primary key (matter_id, step),
    check ((done_on is null) = (done_by is null))
);

-- Who was told that the firm acts for both sides (Civil Code art. 962). Never changed.
create table matters.told_of_both (
    matter_id  uuid        not null references matters.matters (id),
    subject_id uuid        not null,
    told_at    timestamptz not null,
    primary key (matter_id, subject_id)
);

-- What became of the keys after closing. Never changed but for the second stage.
create table matters.destructions (
    matter_id     uuid        not null references matters.matters (id),
    retention_group text      not null,
    closed_at     timestamptz not null,
    asked_by      uuid        not null,
    approved_by   uuid        not null,
    primary key (matter_id, retention_group),
    check (asked_by <> approved_by)
);

-- Who asked for the destruction; a second person approves it.
create table matters.destruction_requests (
    matter_id uuid primary key references matters.matters (id),
    asked_by  uuid        not null,
    asked_at  timestamptz not null
);

grant select, insert, update, delete on matters.destruction_requests to ev_app;
grant select, insert, update on matters.matters, matters.parties, matters.team, matters.engagements, matters.steps to ev_app;
grant select, insert on matters.told_of_both, matters.destructions to ev_app;
