-- What clients hold against the firm or want of it. The words lie in the vault under the client's key; here are states and
-- days, authenticated as a whole, and that somebody said something. No row says that a case is closed without how the yes to
-- it was given.
create sequence feedback.case_numbers;

create table feedback.cases (
    id          uuid        primary key,
    number      bigint      not null unique,
    kind        text        not null check (kind in ('BREACH', 'COMPLAINT', 'COPY', 'CORRECTION', 'ERASURE', 'ACCOUNT')),
    way         text        not null check (way in ('PORTAL', 'PHONE')),
    subject_id  uuid        not null,
    -- The subject is a file made for this case: whoever called is no client.
    caller      boolean     not null,
    opened_by   uuid        not null,
    about       uuid,
    state       text        not null check (state in ('OPENED', 'ANSWERED', 'CONTESTED', 'CLOSED')),
    rule        text        not null check (rule ~ '^[A-Z0-9-]{1,40}$'),
    opened_at   timestamptz not null,
    due_at      timestamptz not null,
    answered_by uuid,
    second      boolean     not null,
    agreed      text        check (agreed in ('PORTAL', 'PHONE')),
    closed_by   uuid,
    changed_at  timestamptz not null,
    sayings     integer     not null check (sayings >= 1),
    version     bigint      not null check (version >= 1),
    leaf        bytea       not null check (octet_length(leaf) = 32),
    mac         bytea       not null check (octet_length(mac) = 32),
    constraint closed_by_a_yes check ((state = 'CLOSED') = (agreed is not null and closed_by is not null))
);
create index cases_by_subject on feedback.cases (subject_id);
create index cases_open on feedback.cases (due_at) where state <> 'CLOSED';

create table feedback.sayings (
    id        uuid        primary key,
    case_id   uuid        not null references feedback.cases,
    step      text        not null check (step in ('OPENED', 'ANSWERED', 'CONTESTED', 'AGREED')),
    person_id uuid        not null,
    said_at   timestamptz not null
);
create index sayings_of on feedback.sayings (case_id, said_at);

grant select, insert, update, delete on feedback.cases, feedback.sayings to ev_app;
grant usage on sequence feedback.case_numbers to ev_app;
