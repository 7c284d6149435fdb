-- Who has been taught to handle which information classes, until when. A gate row: it counts only with its MAC, once the
-- person has confirmed it.
create table attestations (
    id           uuid primary key,
    person       uuid not null,
    course       text not null check (course in ('PRIVACY_LAW', 'CONFIDENTIALITY', 'IDENTITY_DATA', 'DEAL_DATA')),
    classes      text not null,
    expires_at   timestamptz not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    confirmed_at timestamptz,
    version      bigint not null check (version >= 1),
    leaf         bytea not null check (octet_length(leaf) = 32),
    mac          bytea not null check (octet_length(mac) = 32),
    check (person <> recorded_by)
);
create index attestations_by_person on attestations (person, recorded_at);
grant select, insert, update on attestations to ev_app;
