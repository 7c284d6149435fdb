-- How each measure stood when its checks last ran. One row per measure that has a check.
create table controls.latest (
    control     text primary key check (control ~ '^(D|[0-9]{1,2})\.[0-9]{1,2}$'),
    status      text not null check (status in ('holds', 'fails', 'unknown')),
    since       timestamptz not null,
    checked_at  timestamptz not null check (checked_at >= since),
    -- Message keys with numbers, dates and identifiers: never a value of anybody.
    evidence    jsonb not null,
    repair_path text,
    -- Whether the ledger has the change that led here.
    recorded    boolean not null
);

-- Every change there ever was: the trend and the history are read from here.
create table controls.changes (
    id       bigint generated always as identity primary key,
    control  text not null check (control ~ '^(D|[0-9]{1,2})\.[0-9]{1,2}$'),
    status   text not null check (status in ('holds', 'fails', 'unknown')),
    at       timestamptz not null,
    evidence jsonb not null
);

create index changes_of_a_control on controls.changes (control, at desc, id desc);

grant select, insert, update on controls.latest to ev_app;
-- History is added to, never altered.
grant select, insert on controls.changes to ev_app;
