-- A new set of recovery sheets, asked for by one and agreed to by another. A gate row; there is one request at a time.
create table setup.sheet_request (
    id         integer     primary key check (id = 1),
    state      text        not null check (state in ('ASKED', 'AGREED', 'REFUSED', 'MADE')),
    needed     smallint    not null check (needed >= 2),
    holders    text[]      not null check (cardinality(holders) between 2 and 7),
    asked_by   uuid        not null,
    decided_by uuid,
    changed_at timestamptz not null,
    version    bigint      not null check (version >= 1),
    leaf       bytea       not null check (octet_length(leaf) = 32),
    mac        bytea       not null check (octet_length(mac) = 32)
);
grant select, insert, update on setup.sheet_request to ev_app;
