-- The legal steps of transfers, and the other shareholders who are asked. Names and words are sealed in the vault.
create table transfers.steps (
    matter_id   uuid   not null,
    step        text   not null,
    responsible uuid,
    due_on      date,
    done_on     date,
    done_by     uuid,
    version     bigint not null,
    leaf        bytea  not null,
    mac         bytea  not null,
    primary key (matter_id, step),
    check ((done_on is null) = (done_by is null))
);

-- Documents of the data room that show that a step was done.
create table transfers.step_documents (
    matter_id   uuid        not null,
    step        text        not null,
    document_id uuid        not null,
    added_by    uuid        not null,
    added_at    timestamptz not null,
    primary key (matter_id, step, document_id)
);
create index on transfers.step_documents (document_id);

-- What happened to each step. Never changed.
create table transfers.history (
    id          bigint generated always as identity primary key,
    matter_id   uuid        not null,
    step        text        not null,
    act         text        not null,
    person_id   uuid        not null,
    day         date,
    document_id uuid,
    intake      bigint      not null,
    at          timestamptz not null
);
create index on transfers.history (matter_id, step, id);

-- Why the other shareholders are asked or not, and what came of it (Company Law art. 84).
create table transfers.preemptions (
    matter_id uuid primary key,
    basis     text   not null,
    outcome   text   not null,
    version   bigint not null,
    leaf      bytea  not null,
    mac       bytea  not null
);

-- The other shareholders of a company: name, contribution and words of a reply are sealed.
create table transfers.shareholders (
    id          uuid primary key,
    matter_id   uuid        not null,
    sent_on     date,
    received_on date,
    reply       text check (reply in ('WAIVES', 'EXERCISES')),
    replied_on  date,
    removed     boolean     not null,
    entered_by  uuid        not null,
    entered_at  timestamptz not null,
    version     bigint      not null,
    leaf        bytea       not null,
    mac         bytea       not null,
    check ((reply is null) = (replied_on is null))
);
create index on transfers.shareholders (matter_id);

grant select, insert, update on transfers.steps, transfers.preemptions, transfers.shareholders to ev_app;
grant select, insert on transfers.step_documents, transfers.history to ev_app;
