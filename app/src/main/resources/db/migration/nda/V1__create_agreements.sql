-- Agreements, their signatures and their paper originals. The text itself is a sealed document of the vault.
create table nda.agreements (
    id            uuid primary key,
    kind          text        not null check (kind in ('CLIENT_FIRM', 'BUYER')),
    subject_id    uuid        not null,               -- the counterpart: client or buyer; owner of the sealed text
    matter_id     uuid,                               -- a buyer's agreement belongs to one matter
    language      text        not null check (language in ('zh', 'en')),
    text_version  integer     not null check (text_version > 0),
    scope         text[]      not null check (cardinality(scope) > 0),
    years         integer     not null check (years between 1 and 30),
    damages_yuan  bigint check (damages_yuan > 0),
    measures      text[]      not null,
    document_id   uuid        not null,               -- the current sealed PDF; earlier ones stay
    text_hash     text        not null,               -- SHA-256 of the rendered PDF before any signature
    pages         integer     not null check (pages > 0),
    state         text        not null check (state in ('DRAFT', 'SENT', 'ON_PAPER', 'IN_FORCE', 'ENDED', 'CANCELLED')),
    medium        text        not null check (medium in ('SCREEN', 'PAPER')),
    prepared_by   uuid        not null,
    prepared_at   timestamptz not null,
    in_force_from timestamptz,
    ends_at       timestamptz,                        -- set when the matter closes; null while one is open
    version       bigint      not null,
    leaf          bytea       not null,
    mac           bytea       not null,
    check (kind <> 'BUYER' or matter_id is not null),
    check (state <> 'IN_FORCE' or in_force_from is not null)
);
create index on nda.agreements (subject_id, kind);
create index on nda.agreements (matter_id) where matter_id is not null;

-- A client's agreement covers the matters that it was extended to.
create table nda.covered_matters (
    agreement_id uuid   not null references nda.agreements (id),
    matter_id    uuid   not null,
    version      bigint not null,
    leaf         bytea  not null,
    mac          bytea  not null,
    primary key (agreement_id, matter_id)
);
create index on nda.covered_matters (matter_id);

-- Never changed and never deleted: who signed what and how.
create table nda.signatures (
    id           uuid primary key,
    agreement_id uuid        not null references nda.agreements (id),
    side         text        not null check (side in ('COUNTERPART', 'FIRM')),
    person_id    uuid        not null,
    grade        text        not null,
    document_id  uuid        not null,
    signed_at    timestamptz not null,
    unique (agreement_id, side)
);

-- The paper way: who took it in, who confirmed it, where the original lies (sealed).
create table nda.papers (
    agreement_id uuid primary key references nda.agreements (id),
    scan_id      uuid        not null,
    signed_on    date        not null,
    taken_in_by  uuid        not null,
    taken_in_at  timestamptz not null,
    confirmed_by uuid,
    confirmed_at timestamptz,
    check (confirmed_by is null or confirmed_by <> taken_in_by)
);

grant select, insert, update on nda.agreements, nda.papers to ev_app;
grant select, insert on nda.covered_matters, nda.signatures to ev_app;
