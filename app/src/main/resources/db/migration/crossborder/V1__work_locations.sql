-- Where each person works from, as declared, and on what footing data may be read from a place outside the mainland.
create table work_locations (
    person      uuid primary key,
    place       text not null check (place ~ '^[A-Z]{2}$'),
    until_at    timestamptz not null,
    declared_at timestamptz not null,
    version     bigint not null check (version >= 1),
    leaf        bytea not null check (octet_length(leaf) = 32),
    mac         bytea not null check (octet_length(mac) = 32)
);

create table mechanisms (
    place       text primary key check (place ~ '^[A-Z]{2}$' and place <> 'CN'),
    kind        text not null check (kind in ('SECURITY_ASSESSMENT', 'STANDARD_CONTRACT', 'CERTIFICATION', 'EXEMPT')),
    until_at    timestamptz not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    version     bigint not null check (version >= 1),
    leaf        bytea not null check (octet_length(leaf) = 32),
    mac         bytea not null check (octet_length(mac) = 32)
);
grant select, insert, update on work_locations, mechanisms to ev_app;
