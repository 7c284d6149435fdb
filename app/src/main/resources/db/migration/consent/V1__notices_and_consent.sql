-- What was told, and what may be done because of it. Nothing here is ever overwritten but the one seal per owner.

-- The exact words that were shown, once each. Wording is the firm's own and public; a recipient's name is filled in
-- from a sealed value and never stands here.
create table consent.notice_texts (
    content_hash   bytea       primary key check (octet_length(content_hash) = 32),
    notice         text        not null check (notice ~ '^[a-z][a-z-]{1,39}$'),
    notice_version integer     not null check (notice_version >= 1),
    language       text        not null check (language in ('zh-CN', 'en')),
    content        text        not null,
    first_shown    timestamptz not null
);

-- Who was shown which words, when and how. A gate row: consent stands on it.
create table consent.served_notices (
    id           uuid        primary key,
    owner_kind   text        not null check (owner_kind in ('SUBJECT', 'MATTER')),
    owner_id     uuid        not null,
    subject_id   uuid        not null,
    recipient_id uuid,
    content_hash bytea       not null references consent.notice_texts,
    means        text        not null check (means in ('SCREEN', 'PAPER', 'READ_ALOUD')),
    served_by    uuid,
    served_at    timestamptz not null,
    version      bigint      not null check (version = 1),
    leaf         bytea       not null check (octet_length(leaf) = 32),
    mac          bytea       not null check (octet_length(mac) = 32)
);
create index served_notices_subject on consent.served_notices (subject_id, served_at);

-- Every state of every consent and of every other legal basis, in order. The highest version of a record is its
-- present state; earlier ones stay.
create table consent.states (
    record_id    uuid        not null,
    version      bigint      not null check (version >= 1),
    owner_kind   text        not null check (owner_kind in ('SUBJECT', 'MATTER')),
    owner_id     uuid        not null,
    subject_id   uuid        not null,
    purpose      text        not null,
    recipient_id uuid,
    basis        text        not null,
    kind         text        check (kind in ('GENERAL', 'SEPARATE', 'WRITTEN', 'GUARDIAN')),
    classes      text        not null,
    state        text        not null
        check (state in ('REQUESTED', 'GIVEN', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'RECORDED', 'ENDED')),
    notice_id    uuid        references consent.served_notices,
    item         text,
    rules        text        not null,
    agreement_id uuid,
    means        text        check (means in ('SCREEN', 'PAPER', 'READ_ALOUD')),
    recorded_by  uuid,
    at           timestamptz not null,
    until        timestamptz,
    leaf         bytea       not null check (octet_length(leaf) = 32),
    primary key (record_id, version),
    -- Consent has a kind and its own states; every other basis has neither.
    check ((basis = 'CONSENT') = (kind is not null)),
    check ((basis = 'CONSENT') = (state not in ('RECORDED', 'ENDED'))),
    -- There is no consent before the notice.
    check (basis <> 'CONSENT' or notice_id is not null)
);
create index states_owner on consent.states (owner_kind, owner_id);
create index states_subject on consent.states (subject_id);

-- One authentication code per owner over the present state of all its records: changing, deleting, adding or rolling
-- back any of them breaks it.
create table consent.owners (
    owner_kind text   not null check (owner_kind in ('SUBJECT', 'MATTER')),
    owner_id   uuid   not null,
    version    bigint not null check (version >= 1),
    leaf       bytea  not null check (octet_length(leaf) = 32),
    mac        bytea  not null check (octet_length(mac) = 32),
    primary key (owner_kind, owner_id)
);

grant select, insert on consent.notice_texts, consent.served_notices, consent.states to ev_app;
grant select, insert, update on consent.owners to ev_app;
