-- Running matters that were brought in from the old books. Until a matter is taken up its company is not known, so no
-- conflict was looked for: that stands in its own authenticated row.
alter table matters.matters drop constraint matters_conflict_check;
alter table matters.matters add constraint matters_conflict_check
    check (conflict in ('NONE', 'NOT_YET', 'SUBMITTED', 'CLEARED', 'REFUSED'));

-- At which stage each came, for reading; what is proven is the ledger's affair.
create table matters.old_books (
    matter_id   uuid primary key references matters.matters (id),
    seller_id   uuid        not null,
    stage       text        not null,
    mandated_on date        not null,
    brought_at  timestamptz not null,
    taken_up_at timestamptz
);
create index on matters.old_books (seller_id);

grant select, insert, update on matters.old_books to ev_app;
