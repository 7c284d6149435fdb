-- Office files are shown as pages; the file itself is sealed beside them.
alter table dataroom.documents drop constraint documents_kind_check;
alter table dataroom.documents add constraint documents_kind_check
    check (kind in ('PDF', 'PHOTOS', 'TEXT', 'SHEETS', 'SLIDES'));
alter table dataroom.documents add column original_hash bytea
    check (original_hash is null or octet_length(original_hash) = 32);

-- Pages that came in on their side, and by how many quarters to the right they are shown turned.
create table dataroom.page_turns (
    document_id uuid     not null references dataroom.documents,
    page        integer  not null check (page between 1 and 1000),
    quarters    smallint not null check (quarters between 1 and 3),
    primary key (document_id, page)
);
grant select, insert, update, delete on dataroom.page_turns to ev_app;
