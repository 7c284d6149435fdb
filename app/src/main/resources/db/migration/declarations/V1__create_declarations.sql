-- Papers that somebody beside the parties signs before a transfer is agreed. Why one is needed or not, who signs and what
-- stands on it are sealed in the vault.
create table declarations.declarations (
    id          uuid   not null unique,
    matter_id   uuid   not null,
    seller_id   uuid   not null,
    kind        text   not null check (kind in ('SPOUSE_CONSENT', 'NOMINEE_DECLARATION')),
    state       text   not null check (state in ('NOT_ASKED', 'SAID_NOT_NEEDED', 'NEEDED', 'ON_PAPER', 'NOT_NEEDED', 'SIGNED')),
    answered_by uuid,
    named       boolean not null,
    told_on     date,
    told_how    text check (told_how in ('HANDED_OVER', 'POSTED', 'READ_BY_PHONE')),
    signed_on   date,
    scan_id     uuid,
    taken_by    uuid,
    settled_on  date,
    changed_at  timestamptz not null,
    -- By what the second person's reading of a paper is compared, as long as it waits.
    signer_bidx bytea,
    version     bigint not null,
    leaf        bytea  not null,
    mac         bytea  not null,
    primary key (matter_id, kind),
    check ((told_on is null) = (told_how is null)),
    check ((settled_on is not null) = (state in ('NOT_NEEDED', 'SIGNED'))),
    check ((scan_id is not null) = (state in ('ON_PAPER', 'SIGNED')))
);
create index on declarations.declarations (seller_id);

grant select, insert, update on declarations.declarations to ev_app;
