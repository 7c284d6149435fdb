-- Documents of matters and identity documents of subjects. Titles, file names and the documents themselves are sealed
-- by the vault; what stands here decides who may see them, and is authenticated row by row.
create table dataroom.documents (
    id              uuid        primary key,
    owner_kind      text        not null check (owner_kind in ('SUBJECT', 'MATTER')),
    owner_id        uuid        not null,
    -- The matter in which it is shown; for an identity document the one that its stamp names.
    matter_id       uuid,
    retention_group text        not null check (retention_group in ('DOCUMENTS', 'IDENTITY')),
    class           text        not null,
    shown_from      text        not null,
    kind            text        not null check (kind in ('PDF', 'PHOTOS')),
    pages           integer     not null check (pages between 1 and 1000),
    ciphertext_hash bytea       not null check (octet_length(ciphertext_hash) = 32),
    uploaded_by     uuid        not null,
    uploaded_at     timestamptz not null,
    removed_by      uuid,
    removed_at      timestamptz,
    version         bigint      not null check (version >= 1),
    leaf            bytea       not null check (octet_length(leaf) = 32),
    mac             bytea       not null check (octet_length(mac) = 32),
    check ((removed_by is null) = (removed_at is null)),
    check (owner_kind = 'SUBJECT' or matter_id = owner_id),
    check ((owner_kind = 'SUBJECT') = (retention_group = 'IDENTITY'))
);
create index documents_matter on dataroom.documents (matter_id, uploaded_at desc);
create index documents_owner on dataroom.documents (owner_id, uploaded_at desc);

-- One viewing of one document by one person: what the gate released once.
create table dataroom.views (
    id          uuid        primary key,
    document_id uuid        not null references dataroom.documents,
    person_id   uuid        not null,
    -- Number of the ledger's entry about the release.
    intake      bigint      not null,
    opened_at   timestamptz not null,
    ended_at    timestamptz,
    ending      text        check (ending in ('CLOSED', 'TIME_OVER', 'ACCESS_ENDED', 'REMOVED', 'STOPPED')),
    check ((ended_at is null) = (ending is null))
);
create index views_document on dataroom.views (document_id, opened_at desc);
create index views_person on dataroom.views (person_id, document_id);

-- For how long which page was before somebody's eyes.
create table dataroom.page_views (
    view_id uuid    not null references dataroom.views,
    page    integer not null check (page between 1 and 1000),
    seconds integer not null check (seconds between 0 and 86400),
    primary key (view_id, page)
);

grant select, insert, update on dataroom.documents to ev_app;
grant select, insert on dataroom.views to ev_app;
grant update (ended_at, ending) on dataroom.views to ev_app;
grant select, insert, update on dataroom.page_views to ev_app;
