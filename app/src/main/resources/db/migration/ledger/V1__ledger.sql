-- The log. Everything here is written once: what may change is the number of an epoch (upwards, one at a time), the head
-- (forwards) and the queue of entries that have no index yet.

-- Raised by every withdrawal, revocation and destruction. A release holds the rows it relied on FOR SHARE while it is
-- inserted, so it stands either before the raise, in number and in the log, or not at all.
create table ledger.epochs (
    scope     text collate "C" primary key,            -- KIND/uuid
    epoch     bigint  not null default 0 check (epoch >= 0),
    -- FOR SHARE asks for the right to update some column: the recorder gets this one, which cannot change.
    lock_only boolean not null default true check (lock_only)
);

-- Entries in the order of their arrival. Numbers may have gaps (a transaction was rolled back); indexes never have.
create table ledger.intake (
    id           bigint generated always as identity primary key,
    recorded_at  timestamptz not null,
    leaf         bytea not null check (octet_length(leaf) = 32),          -- RFC 6962 hash of the public leaf
    commitment   bytea not null check (octet_length(commitment) = 32),    -- the public leaf is 0x01 || commitment
    kind         text  collate "C" not null check (kind ~ '^[a-z0-9-]{1,60}/v[0-9]{1,3}$'),
    actor        text  collate "C" not null check (actor in ('PERSON', 'MACHINE', 'ANONYMOUS')),
    actor_person uuid,
    about_person uuid,
    matter_id    uuid,
    firm_hash    bytea not null check (octet_length(firm_hash) = 32),
    firm_sealed  bytea not null,
    content_hash bytea not null check (octet_length(content_hash) = 32),  -- over this row and its satellites
    mac          bytea not null check (octet_length(mac) = 32),           -- over leaf and content_hash
    check ((actor = 'PERSON') = (actor_person is not null))
);
create index intake_by_actor  on ledger.intake (actor_person, id) where actor_person is not null;
create index intake_by_about  on ledger.intake (about_person, id) where about_person is not null;
create index intake_by_matter on ledger.intake (matter_id, id) where matter_id is not null;
create index intake_by_kind   on ledger.intake (kind, id);
create index intake_by_time   on ledger.intake using brin (recorded_at);

-- One part per subject that an entry concerns. No foreign keys on the way of a release: all of it goes in with one
-- statement, and the audit names orphans.
create table ledger.intake_subjects (
    intake_id   bigint not null,
    part        integer not null check (part between 1 and 1023),
    subject_id  uuid not null,
    part_hash   bytea not null check (octet_length(part_hash) = 32),
    part_sealed bytea not null,
    primary key (intake_id, part)
);
create index intake_subjects_by_subject on ledger.intake_subjects (subject_id, intake_id);

-- Which entry set which version of a gate-relevant row.
create table ledger.intake_about (
    row_name  text collate "C" not null check (length(row_name) between 3 and 200),
    version   bigint not null check (version >= 1),
    intake_id bigint not null,
    leaf      bytea  not null check (octet_length(leaf) = 32),
    primary key (row_name, version)
);
create index intake_about_by_intake on ledger.intake_about (intake_id);

-- Entries that have no index yet. The order of commits is not the order of numbers, so a mark "done up to" would lose
-- entries: this queue cannot.
create table ledger.unsequenced (
    intake_id bigint primary key,
    since     timestamptz not null
);

create table ledger.leaves (
    index     bigint primary key check (index >= 0),
    intake_id bigint not null unique,
    leaf      bytea  not null check (octet_length(leaf) = 32)
);

-- Full tiles only: 256 hashes each. A narrower one is made from leaves, or from the roots of the level below.
create table ledger.tiles (
    level  smallint not null check (level between 0 and 7),
    number bigint   not null check (number >= 0),
    hashes bytea    not null check (octet_length(hashes) = 8192),
    root   bytea    not null check (octet_length(root) = 32),
    primary key (level, number)
);

create table ledger.head (
    id    smallint primary key default 1 check (id = 1),
    size  bigint not null check (size >= 0),
    epoch bigint not null check (epoch >= 0),
    edge  bytea  not null,                             -- one hash per complete subtree, largest first
    check (octet_length(edge) = 32 * bit_count(size::bit(64)))
);
insert into ledger.head (size, epoch, edge) values (0, 0, ''::bytea);

create table ledger.checkpoints (
    size      bigint primary key check (size >= 0),
    root      bytea not null check (octet_length(root) = 32),
    signed_at timestamptz not null,
    note      text  not null
);

-- Which of them the public sees.
create table ledger.published (
    size         bigint primary key references ledger.checkpoints,
    published_at timestamptz not null
);

create table ledger.cosignatures (
    size       bigint not null references ledger.checkpoints,
    witness    text   not null,
    line       text   not null,
    arrived_at timestamptz not null,
    primary key (size, witness)
);

-- Traps: they hold for the owner of the tables as well, and in replica mode.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'ledger.%: rows are written once (%)', tg_table_name, tg_op using errcode = '55000';
end $$;

create function ledger.only_one_up() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.epoch > 1 or tg_op = 'UPDATE' and (new.scope <> old.scope or new.epoch <> old.epoch + 1) then
        raise exception 'ledger.epochs: an epoch rises by one' using errcode = '55000';
    end if;
    return new;
end $$;

create function ledger.only_forwards() returns trigger language plpgsql as $$
begin
    if new.id <> old.id or new.size <= old.size or new.epoch <> old.epoch + 1 then
        raise exception 'ledger.head: it only moves forwards' using errcode = '55000';
    end if;
    return new;
end $$;

do $$
declare t text;
begin
    foreach t in array array['intake', 'intake_subjects', 'intake_about', 'leaves', 'tiles', 'checkpoints', 'published',
                             'cosignatures'] loop
        execute format('create trigger written_once before update or delete or truncate on ledger.%I
                        for each statement execute function ledger.refuse_change()', t);
        execute format('alter table ledger.%I enable always trigger written_once', t);
    end loop;
    foreach t in array array['epochs', 'head'] loop
        execute format('create trigger never_removed before delete or truncate on ledger.%I
                        for each statement execute function ledger.refuse_change()', t);
        execute format('alter table ledger.%I enable always trigger never_removed', t);
    end loop;
    create trigger only_one_up before insert or update on ledger.epochs
        for each row execute function ledger.only_one_up();
    alter table ledger.epochs enable always trigger only_one_up;
    create trigger only_forwards before update on ledger.head
        for each row execute function ledger.only_forwards();
    alter table ledger.head enable always trigger only_forwards;
end $$;

grant usage on schema ledger to ev_app, ev_recorder, ev_sequencer;

grant select on all tables in schema ledger to ev_app;
grant insert on ledger.intake, ledger.intake_subjects, ledger.intake_about, ledger.unsequenced to ev_app;
grant insert (scope, epoch), update (epoch) on ledger.epochs to ev_app;

grant select, insert on ledger.intake, ledger.intake_subjects, ledger.intake_about, ledger.unsequenced to ev_recorder;
grant select, insert (scope), update (lock_only) on ledger.epochs to ev_recorder;

grant select on all tables in schema ledger to ev_sequencer;
grant delete on ledger.unsequenced to ev_sequencer;
grant insert on ledger.leaves, ledger.tiles, ledger.checkpoints, ledger.published, ledger.cosignatures to ev_sequencer;
grant update (size, epoch, edge) on ledger.head to ev_sequencer;
