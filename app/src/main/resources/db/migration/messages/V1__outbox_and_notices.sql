-- Messages on their way to a telephone. Number, safety word and parameters are sealed in the vault; the number is read
-- through the gate at the moment of sending. A row says to whom, which approved template, and how far it has come.
create table messages.outbox (
    id          uuid primary key,
    person_id   uuid not null,
    template    text collate "C" not null check (template ~ '^[A-Z][A-Z_]{2,39}$'),
    parameters  text[] not null,                        -- names only
    state       text collate "C" not null check (state in ('QUEUED', 'SENT', 'GIVEN_UP')),
    attempts    integer not null default 0,
    created_at  timestamptz not null,
    next_at     timestamptz not null,
    expires_at  timestamptz not null,
    settled_at  timestamptz
);
create index outbox_due on messages.outbox (next_at) where state = 'QUEUED';
create index outbox_by_person on messages.outbox (person_id);

-- What waits for somebody in the portal: a template and identifiers, nothing else.
create table messages.notices (
    id         uuid primary key,
    person_id  uuid not null,
    template   text collate "C" not null check (template ~ '^[A-Z][A-Z_]{2,39}$'),
    subject_id uuid,                                    -- what it is about, by identifier
    created_at timestamptz not null,
    read_at    timestamptz
);
create index notices_by_person on messages.notices (person_id, created_at);

grant select, insert, update, delete on messages.outbox, messages.notices to ev_app;
