-- Who has which sheet of paper. The shares themselves are nowhere but on the paper.
create table setup.sheet_sets (
    id        text        primary key check (id ~ '^[0-9a-f]{8}$'),
    needed    smallint    not null check (needed >= 2),
    made_by   uuid        not null,
    made_at   timestamptz not null
);

create table setup.sheets (
    set_id       text        not null references setup.sheet_sets,
    number       smallint    not null check (number >= 1),
    check_code   text        not null check (char_length(check_code) = 4),
    holder       uuid,
    place        text        check (place ~ '^[A-Z_]{2,30}$'),
    confirmed_by uuid,
    confirmed_at timestamptz,
    primary key (set_id, number),
    check ((holder is null) <> (place is null)),
    check ((confirmed_by is null) = (confirmed_at is null))
);
grant select, insert on setup.sheet_sets to ev_app;
grant select, insert, update on setup.sheets to ev_app;
