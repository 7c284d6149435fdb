-- Devices that sessions run on, and the networks that the firm allows. The token itself stays in the browser.
create table devices (
    id            uuid primary key,
    person        uuid not null,
    token_bidx    bytea not null unique check (octet_length(token_bidx) = 32),
    status        text not null check (status in ('PENDING', 'APPROVED', 'REVOKED')),
    registered_at timestamptz not null,
    decided_by    uuid,
    version       bigint not null check (version >= 1),
    leaf          bytea not null check (octet_length(leaf) = 32),
    mac           bytea not null check (octet_length(mac) = 32),
    check (decided_by is distinct from person or status <> 'APPROVED')
);
create index devices_by_person on devices (person, registered_at);

-- One row for the whole list, so that taking a network away by SQL is as visible as adding one.
create table networks (
    id         smallint primary key default 1 check (id = 1),
    ranges     text not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    version    bigint not null check (version >= 1),
    leaf       bytea not null check (octet_length(leaf) = 32),
    mac        bytea not null check (octet_length(mac) = 32)
);
grant select, insert, update on devices, networks to ev_app;
