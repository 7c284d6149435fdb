-- What the guide itself remembers. Everything that a step fills in is kept by the room that it belongs to.
create table setup.firm_size (
    id        integer     primary key check (id = 1),
    size      text        not null check (size in ('SMALL', 'DIVIDED')),
    chosen_by uuid        not null,
    chosen_at timestamptz not null
);

create table setup.put_off (
    step       text        primary key check (step ~ '^[a-z]{2,20}$'),
    until      date        not null,
    put_off_by uuid        not null,
    put_off_at timestamptz not null
);

create table setup.completion (
    id           integer     primary key check (id = 1),
    completed_by uuid        not null,
    completed_at timestamptz not null
);
grant select, insert, update on setup.firm_size, setup.put_off, setup.completion to ev_app;
