-- A client forgot the PIN: somebody in charge asks that it be removed, a second person decides. A gate row.
create table clients.forgotten_pins (
    subject_id uuid        primary key references clients.files,
    state      text        not null check (state in ('ASKED', 'REMOVED', 'REFUSED')),
    asked_by   uuid        not null,
    changed_at timestamptz not null,
    version    bigint      not null check (version >= 1),
    leaf       bytea       not null check (octet_length(leaf) = 32),
    mac        bytea       not null check (octet_length(mac) = 32)
);
create index forgotten_pins_open on clients.forgotten_pins (changed_at) where state = 'ASKED';

grant select, insert, update on clients.forgotten_pins to ev_app;
