-- Lists that are brought in. Their content is one sealed document each, under a key of its own; here are states, counts,
-- which column is what (by number) and which rows have what fault (by number): nothing of what stands in a cell.

create table imports.lists (
    id           uuid        primary key,
    -- The subject under whose key the content is sealed: the list's own.
    file_id      uuid        not null unique,
    kind         text        not null check (kind ~ '^[A-Z]+$'),
    brought_by   uuid        not null,
    state        text        not null check (state in ('HERE', 'CHECKING', 'CHECKED', 'RUNNING', 'STOPPED', 'DONE', 'GONE')),
    trouble      text        check (trouble in ('UNRECORDED', 'UNREADABLE', 'NOT_ALLOWED', 'BROKEN')),
    brought_at   timestamptz not null,
    kept_until   timestamptz not null,
    -- The same file, brought in again by the same person, is recognised.
    content_bidx bytea       not null check (octet_length(content_bidx) = 16),
    encoding     text        check (encoding in ('UTF_8', 'GB18030', 'UTF_16LE', 'UTF_16BE', 'BIG5')),
    sheet        integer     not null check (sheet >= 0),
    header_row   integer     not null check (header_row >= 0),
    columns      text        not null check (columns ~ '^([A-Z_]+=[0-9]{1,3}( |$))*$'),
    usual_kind   text        not null check (usual_kind in ('PERSON', 'COMPANY')),
    rows         integer     not null check (rows >= 0),
    fit          integer     not null default 0,
    faulty       integer     not null default 0,
    needless     integer     not null default 0,
    taken        integer     not null default 0,
    worked_at    timestamptz not null
);
create index lists_mine on imports.lists (brought_by, brought_at desc);
create index lists_due on imports.lists (kept_until) where state <> 'GONE';

-- Rows that are not taken in, and why.
create table imports.faults (
    list_id     uuid    not null references imports.lists,
    row_number  integer not null,
    list_column text    not null,
    fault       text    not null,
    primary key (list_id, row_number, list_column)
);

-- Rows that were taken in: each at most once, whoever goes on after a power cut.
create table imports.taken (
    list_id    uuid    not null references imports.lists,
    row_number integer not null,
    primary key (list_id, row_number)
);

-- Which column was what, the last time this person brought in a list with the same headings.
create table imports.habits (
    id            uuid  primary key default gen_random_uuid(),
    person_id     uuid  not null,
    kind          text  not null,
    headings_bidx bytea not null check (octet_length(headings_bidx) = 16),
    columns       text  not null,
    unique (person_id, kind, headings_bidx)
);

grant select, insert, update on imports.lists, imports.habits to ev_app;
grant select, insert, delete on imports.faults, imports.taken to ev_app;
