-- How each member of staff likes to see open matters: as a list or as a board, all or only some. A setting of the
-- account, so that no cookie is needed for it.
create table matters.list_settings (
    person_id uuid primary key,
    shown_as  text not null check (shown_as in ('LIST', 'BOARD')),
    whose     text not null check (whose in ('ALL', 'MINE', 'DEPARTMENT'))
);

grant select, insert, update on matters.list_settings to ev_app;
