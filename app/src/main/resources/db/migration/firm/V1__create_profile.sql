-- Who the firm is: one row, public particulars that every notice and agreement names.
create table firm.profile (
    id          integer     primary key check (id = 1),
    name        text        not null check (char_length(name) between 1 and 80),
    credit_code text        check (char_length(credit_code) = 18),
    contact     text        not null check (char_length(contact) between 1 and 160),
    said_by     uuid        not null,
    said_at     timestamptz not null,
    version     bigint      not null check (version >= 1),
    leaf        bytea       not null check (octet_length(leaf) = 32),
    mac         bytea       not null check (octet_length(mac) = 32)
);
grant select, insert, update on firm.profile to ev_app;
