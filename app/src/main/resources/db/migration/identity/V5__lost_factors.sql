-- Somebody of the firm, a partner's or an auditor who lost a factor: asked for by one, agreed to by another. Gate rows.
create table identity.lost_factors (
    person_id  uuid        primary key references identity.people,
    state      text        not null check (state in ('ASKED', 'AGREED', 'REFUSED', 'LET_IN', 'FROM_THE_MACHINE')),
    asked_by   uuid,
    decided_by uuid,
    changed_at timestamptz not null,
    version    bigint      not null check (version >= 1),
    leaf       bytea       not null check (octet_length(leaf) = 32),
    mac        bytea       not null check (octet_length(mac) = 32),
    check ((state = 'FROM_THE_MACHINE') = (asked_by is null))
);
create index lost_factors_newest on identity.lost_factors (changed_at);

grant select, insert, update on identity.lost_factors to ev_app;
