-- Files about clients. Names, numbers and everything else that says who somebody is are sealed values; here are states,
-- who is in charge, which sections are filled, and blind index tokens.

create table clients.files (
    subject_id uuid        primary key,
    kind       text        not null check (kind in ('PERSON', 'COMPANY')),
    alias      text        not null unique check (alias ~ '^C-[2-9A-HJKMNP-Z]{5}$'),
    state      text        not null check (state in ('LEAD', 'CLIENT', 'LAPSED', 'ENDED')),
    created_at timestamptz not null,
    -- A first contact's name and number are erased at this moment, mandate or not (with one they stand elsewhere).
    lead_until timestamptz not null,
    lead_gone  timestamptz
);
create index files_leads on clients.files (lead_until) where lead_gone is null;

-- Who is in charge of a file. A gate row.
create table clients.assignments (
    subject_id uuid        not null references clients.files,
    person_id  uuid        not null,
    state      text        not null check (state in ('ACTIVE', 'ENDED')),
    changed_at timestamptz not null,
    version    bigint      not null check (version >= 1),
    leaf       bytea       not null check (octet_length(leaf) = 32),
    mac        bytea       not null check (octet_length(mac) = 32),
    primary key (subject_id, person_id)
);
create index assignments_person on clients.assignments (person_id);

-- Which sections of facts have been given.
create table clients.given (
    subject_id uuid        not null references clients.files,
    section    text        not null,
    warnings   text        not null,
    given_by   uuid        not null,
    given_at   timestamptz not null,
    primary key (subject_id, section)
);

-- Equality on full identifiers without opening anything.
create table clients.identifiers (
    subject_id      uuid  not null references clients.files,
    kind            text  not null check (kind in ('DOCUMENT', 'USCC', 'MOBILE', 'LEAD_MOBILE')),
    identifier_bidx bytea not null check (octet_length(identifier_bidx) = 16),
    primary key (subject_id, kind)
);
create index identifiers_token on clients.identifiers (identifier_bidx);

-- Two files that may be about the same one. Compliance looks; whoever entered the second is not told.
create table clients.duplicates (
    id         uuid        primary key,
    first_id   uuid        not null references clients.files,
    second_id  uuid        not null references clients.files,
    kind       text        not null check (kind in ('DOCUMENT', 'USCC', 'MOBILE')),
    state      text        not null check (state in ('OPEN', 'SAME', 'DIFFERENT')),
    found_at   timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    unique (first_id, second_id, kind)
);

grant select, insert, update on clients.files, clients.assignments, clients.duplicates to ev_app;
grant select, insert, update, delete on clients.given, clients.identifiers to ev_app;
