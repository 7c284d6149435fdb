-- Who decides for somebody when nobody has decided in time. Gate rows: one a person, without a deputy once it has ended.
create table approvals.deputies (
    person_id uuid   primary key,
    deputy_id uuid,
    first_day date,
    last_day  date,
    version   bigint not null check (version >= 1),
    leaf      bytea  not null check (octet_length(leaf) = 32),
    mac       bytea  not null check (octet_length(mac) = 32),
    check (deputy_id <> person_id),
    check (last_day >= first_day)
);
create index deputies_of on approvals.deputies (deputy_id) where deputy_id is not null;

grant select, insert, update on approvals.deputies to ev_app;
