-- Backups and rehearsals that were asked for, and how they went. The backups themselves lie outside the database.
create table backup.runs (
    id         uuid        primary key,
    kind       text collate "C" not null check (kind in ('BACKUP', 'REHEARSAL')),
    state      text collate "C" not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    asked_by   uuid,                                   -- null: by schedule, or on the machine itself
    started_at timestamptz not null,
    ended_at   timestamptz,
    generation timestamptz,                            -- which backup it made or restored
    fault      text collate "C",
    stage      text collate "C" not null,
    done       integer     not null default 0,
    total      integer     not null default 0,
    row_count  bigint      not null default 0,
    bytes      bigint      not null default 0,
    documents  integer     not null default 0,
    missing    integer     not null default 0,
    sample     integer     not null default 0,
    check ((state = 'RUNNING') = (ended_at is null)),
    check ((state = 'FAILED') = (fault is not null)),
    check (state <> 'DONE' or generation is not null)
);
create index runs_by_time on backup.runs (started_at desc);

grant select, insert on backup.runs to ev_app;
grant update (state, ended_at, generation, fault, stage, done, total, row_count, bytes, documents, missing, sample)
    on backup.runs to ev_app;
