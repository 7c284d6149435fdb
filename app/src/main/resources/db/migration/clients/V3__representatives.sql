-- Somebody who may act for a client, from being proposed to the end. A gate row: whoever confirms it lets a person in.
create table clients.representatives (
    id          uuid        primary key,
    subject_id  uuid        not null references clients.files,
    capacity    text        not null check (capacity in ('LEGAL_REPRESENTATIVE', 'HANDLING_PERSON', 'HELPER', 'HEIR')),
    until       date,
    state       text        not null check (state in ('PROPOSED', 'CONFIRMED', 'REFUSED', 'ENDED')),
    proposed_by uuid        not null,
    person_id   uuid,
    who_bidx    bytea       check (octet_length(who_bidx) = 16),
    changed_at  timestamptz not null,
    version     bigint      not null check (version >= 1),
    leaf        bytea       not null check (octet_length(leaf) = 32),
    mac         bytea       not null check (octet_length(mac) = 32)
);
create index representatives_of on clients.representatives (subject_id, changed_at desc);
create index representatives_open on clients.representatives (changed_at) where state = 'PROPOSED';
create index representatives_lapsing on clients.representatives (until) where state = 'CONFIRMED';

grant select, insert, update on clients.representatives to ev_app;
