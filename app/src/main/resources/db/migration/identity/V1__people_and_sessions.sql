-- Who there is. Names and telephone numbers are sealed in the vault under the person's own file; what stands here is what
-- the guard needs before it can open anything.

-- Gate-relevant: kind, status, roles, department, partner, file, handle and telephone token are authenticated together,
-- so that no single one of them can be changed, moved or rolled back by SQL.
create table identity.people (
    id          uuid primary key,
    kind        text collate "C" not null check (kind in ('STAFF', 'CLIENT', 'PARTNER', 'AUDITOR')),
    status      text collate "C" not null check (status in ('INVITED', 'ACTIVE', 'SUSPENDED', 'ENDED')),
    roles       text[] not null,
    department  text collate "C",
    partner_id  uuid,
    subject_id  uuid not null unique,                   -- the person's own file
    login       text collate "C" unique check (login ~ '^[a-z][a-z0-9._-]{2,29}$'),
    code_name   text unique check (length(code_name) between 1 and 20),
    mobile_bidx bytea unique check (octet_length(mobile_bidx) = 16),
    created_at  timestamptz not null,
    version     bigint not null check (version >= 1),
    leaf        bytea not null check (octet_length(leaf) = 32),
    mac         bytea not null check (octet_length(mac) = 32),
    -- Clients have no handle, and everybody else has one, until the account has ended.
    check (status = 'ENDED' or ((login is null) = (kind = 'CLIENT')))
);

-- For whom a person acts. Gate-relevant.
create table identity.acting (
    person_id  uuid not null references identity.people,
    subject_id uuid not null,
    status     text collate "C" not null check (status in ('ACTIVE', 'ENDED')),
    changed_at timestamptz not null,
    version    bigint not null check (version >= 1),
    leaf       bytea not null check (octet_length(leaf) = 32),
    mac        bytea not null check (octet_length(mac) = 32),
    primary key (person_id, subject_id)
);
create index acting_by_subject on identity.acting (subject_id);

-- Knowledge and possession. The hashes are Argon2id over a keyed hash of person and secret: without the key outside the
-- database nobody can guess offline, and a hash copied to another person's row matches nothing. The TOTP seed is sealed
-- to its person as well.
create table identity.credentials (
    person_id         uuid primary key references identity.people,
    password_hash     text,
    password_set_at   timestamptz,
    pin_hash          text,
    pin_set_at        timestamptz,
    totp_sealed       bytea,
    totp_confirmed_at timestamptz,
    totp_last_step    bigint not null default 0         -- a code is good once (RFC 6238, 5.2)
);

-- Public keys of passkeys. The MAC ties each to its person: a key added by SQL signs nobody in.
create table identity.passkeys (
    id              uuid primary key,
    person_id       uuid not null references identity.people,
    credential_id   bytea not null unique,
    public_key      bytea not null,
    attestation     bytea not null,
    sign_count      bigint not null,
    transports      text[] not null,
    backup_eligible boolean not null,
    backup_state    boolean not null,
    created_at      timestamptz not null,
    last_used_at    timestamptz not null,
    mac             bytea not null check (octet_length(mac) = 32)
);
create index passkeys_by_person on identity.passkeys (person_id);

-- Codes by SMS or shown face to face. A row is made for an unknown number too, so that both look and last alike.
create table identity.one_time_codes (
    id          uuid primary key,
    person_id   uuid references identity.people,
    mobile_bidx bytea check (octet_length(mobile_bidx) = 16),
    channel     text collate "C" not null check (channel in ('SMS', 'FACE_TO_FACE')),
    code_mac    bytea not null check (octet_length(code_mac) = 32),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    attempts    integer not null default 0,
    used_at     timestamptz
);
create index one_time_codes_by_mobile on identity.one_time_codes (mobile_bidx, created_at);
create index one_time_codes_by_person on identity.one_time_codes (person_id, created_at);

-- Links that work once: the first administrator, an enrolment, a client's door.
create table identity.one_time_links (
    id         uuid primary key,
    aim        text collate "C" not null check (aim in ('FIRST_START', 'ENROLMENT', 'CLIENT_DOOR')),
    person_id  uuid references identity.people,
    token_mac  bytea not null unique check (octet_length(token_mac) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    attempts   integer not null default 0,
    used_at    timestamptz,
    check ((person_id is null) = (aim = 'FIRST_START'))
);

-- Sessions, of visitors too (they carry the token of a form). The secret in the cookie is not here, only its MAC. A
-- signed-in one is gate-relevant: who, since when, until when, how well proven, and for which secret.
create table identity.sessions (
    id                uuid primary key,
    token_mac         bytea not null unique check (octet_length(token_mac) = 32),
    attributes_sealed bytea,
    created_at        timestamptz not null,
    last_seen_at      timestamptz not null,
    expires_at        timestamptz not null,
    person_id         uuid references identity.people,
    appliance         text collate "C" check (appliance in ('COMPUTER', 'PHONE', 'WECHAT', 'PROGRAM')),
    factors           smallint not null default 0 check (factors between 0 and 3),
    proven_at         timestamptz,
    device_mac        bytea check (octet_length(device_mac) = 32),
    ended_at          timestamptz,
    version           bigint not null default 0,
    leaf              bytea check (octet_length(leaf) = 32),
    mac               bytea check (octet_length(mac) = 32),
    check ((person_id is null) = (version = 0)),
    check ((version = 0) = (mac is null)),
    check ((version = 0) = (leaf is null))
);
create index sessions_by_person on identity.sessions (person_id) where person_id is not null;
create index sessions_by_last_seen on identity.sessions (last_seen_at);

-- How often somebody was wrong. Keys are MACs of a handle, a number or a network address.
create table identity.throttles (
    key_mac       bytea primary key check (octet_length(key_mac) = 32),
    failures      integer not null,
    blocked_until timestamptz not null,
    last_at       timestamptz not null
);
create index throttles_by_time on identity.throttles (last_at);

-- Refused sign-ins of the running minutes, until they are recorded as one entry per person, source and minute.
create table identity.refused_sign_ins (
    minute     timestamptz not null,
    person_id  uuid not null,                           -- the nil UUID for somebody unknown
    source_mac bytea not null check (octet_length(source_mac) = 32),
    refusals   integer not null,
    primary key (minute, person_id, source_mac)
);

grant select, insert, update on identity.people, identity.acting, identity.credentials to ev_app;
grant select, insert, update, delete on identity.passkeys, identity.one_time_codes, identity.one_time_links,
    identity.sessions, identity.throttles, identity.refused_sign_ins to ev_app;
