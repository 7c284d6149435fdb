-- Accesses drawn from the log and what somebody thought of each; findings and what the firm says to them. Rows are
-- authenticated as a whole; notes and words are sealed.
create table supervision.samples (
    id           uuid        primary key,
    drawn_by     uuid        not null,
    drawn_at     timestamptz not null,
    from_at      timestamptz not null,
    until_at     timestamptz not null,
    matters      uuid[]      not null,
    seed         text        not null check (seed ~ '^[0-9A-Za-z]{4,40}$'),
    population   bigint      not null,
    log_size     bigint      not null,
    intakes      bigint[]    not null,
    positions    bigint[]    not null,
    verdicts     text[]      not null,
    notes_sealed bytea       not null,
    version      bigint      not null check (version >= 1),
    leaf         bytea       not null check (octet_length(leaf) = 32),
    mac          bytea       not null check (octet_length(mac) = 32)
);
create index samples_of on supervision.samples (drawn_by, drawn_at desc, id);
create index samples_newest on supervision.samples (drawn_at desc, id);

create sequence supervision.finding_numbers;

create table supervision.findings (
    id           uuid        primary key,
    number       bigint      not null unique,
    control      text        not null,
    severity     text        not null check (severity in ('HIGH', 'MEDIUM', 'LOW')),
    state        text        not null check (state in ('FILED', 'ANSWERED', 'ACCEPTED', 'MENDED', 'CLOSED')),
    log_index    bigint,
    filed_by     uuid        not null,
    filed_at     timestamptz not null,
    answered_by  uuid,
    due_on       date,
    changed_at   timestamptz not null,
    words_sealed bytea       not null,
    version      bigint      not null check (version >= 1),
    leaf         bytea       not null check (octet_length(leaf) = 32),
    mac          bytea       not null check (octet_length(mac) = 32)
);
create index findings_of on supervision.findings (filed_by, number desc);

grant select, insert, update on supervision.samples, supervision.findings to ev_app;
grant usage on sequence supervision.finding_numbers to ev_app;
