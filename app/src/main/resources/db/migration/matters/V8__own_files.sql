-- The end of clients' own files: which groups two people destroyed, and what somebody asked for. Identifiers only.
create table matters.own_file_destructions (
    subject_id      uuid        not null,
    retention_group text        not null,
    closed_at       timestamptz not null,
    asked_by        uuid        not null,
    approved_by     uuid        not null,
    certified       bigint      not null,
    measured        bigint,
    primary key (subject_id, retention_group),
    check (asked_by <> approved_by)
);
create index own_file_destructions_unmeasured on matters.own_file_destructions (closed_at) where measured is null;

-- Who asked for the destruction; a second person approves it.
create table matters.own_file_requests (
    subject_id uuid        primary key,
    asked_by   uuid        not null,
    asked_at   timestamptz not null
);

grant select, insert, delete on matters.own_file_requests to ev_app;
grant update (asked_by, asked_at) on matters.own_file_requests to ev_app;
grant select, insert on matters.own_file_destructions to ev_app;
grant update (measured) on matters.own_file_destructions to ev_app;
