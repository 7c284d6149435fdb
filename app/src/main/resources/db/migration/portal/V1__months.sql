-- What a client was told about a month: how many people looked, and for what. Made of the log once and not again.
create table portal.months (
    subject_id uuid        not null,
    month      date        not null check (extract(day from month) = 1),
    people     integer     not null check (people >= 0),
    looks      integer     not null check (looks >= people),
    purposes   text[]      not null,
    made_at    timestamptz not null,
    primary key (subject_id, month)
);
grant select, insert, delete on portal.months to ev_app;
