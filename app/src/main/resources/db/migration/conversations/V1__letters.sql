-- Letters between a party of a matter and the firm. What they say lies in the vault under the party's own key; who wrote
-- it is sealed with it, so that a row changed by SQL does not put words into somebody's mouth.
create table conversations.letters (
    id         uuid        primary key,
    matter_id  uuid        not null,
    subject_id uuid        not null,
    person_id  uuid        not null,
    side       text collate "C" not null check (side in ('CLIENT', 'FIRM')),
    kind       text collate "C" not null check (kind in ('TEXT', 'PHOTO', 'VOICE')),
    written_at timestamptz not null
);
create index letters_by_thread on conversations.letters (matter_id, subject_id, written_at desc, id);
create index letters_by_subject on conversations.letters (subject_id);

-- Up to when somebody has read a thread.
create table conversations.reads (
    matter_id  uuid        not null,
    subject_id uuid        not null,
    person_id  uuid        not null,
    side       text collate "C" not null check (side in ('CLIENT', 'FIRM')),
    read_at    timestamptz not null,
    primary key (matter_id, subject_id, person_id)
);
grant select, insert, update, delete on conversations.letters, conversations.reads to ev_app;
