-- The list of all clients: who asked to take it out, who agreed, whether it was taken. Gate rows; why is sealed.
create table clients.firm_lists (
    id            uuid        primary key,
    state         text        not null check (state in ('ASKED', 'AGREED', 'REFUSED', 'BEING_MADE', 'TAKEN', 'WITHDRAWN')),
    reason_sealed bytea       not null,
    asked_by      uuid        not null,
    asked_at      timestamptz not null,
    decided_by    uuid,
    changed_at    timestamptz not null,
    version       bigint      not null check (version >= 1),
    leaf          bytea       not null check (octet_length(leaf) = 32),
    mac           bytea       not null check (octet_length(mac) = 32),
    check (decided_by <> asked_by)
);
create index firm_lists_newest on clients.firm_lists (asked_at desc, id);
create index firm_lists_being_made on clients.firm_lists (asked_by) where state = 'BEING_MADE';

grant select, insert, update on clients.firm_lists to ev_app;
