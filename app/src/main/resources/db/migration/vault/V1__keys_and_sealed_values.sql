-- Keys and sealed values. Nothing in this schema opens without the root key, which is never in the database.

-- Versions of the key-encryption key: only which exist and since when; the keys are derived from the root key.
create table vault.key_encryption_keys (
    version    integer primary key check (version >= 1),
    created_at timestamptz not null
);
insert into vault.key_encryption_keys (version, created_at) values (1, now());

-- One data key per owner and retention group. A destroyed one stays as a tombstone: when, and what to look for in
-- old pages and logs (the inverted tag of every form in which the key was ever wrapped).
create table vault.data_keys (
    id                  uuid primary key,
    owner_kind          text        not null check (owner_kind in ('SUBJECT', 'MATTER')),
    owner_id            uuid        not null,
    retention_group     text        not null,
    state               text        not null check (state in ('ACTIVE', 'DESTROYED')),
    kek_version         integer     not null references vault.key_encryption_keys (version),
    wrapped_sealed      bytea,
    wrapped_traces     bytea[]     not null,
    created_at          timestamptz not null,
    closed_at           timestamptz,
    unrecoverable_since timestamptz,
    unique (owner_kind, owner_id, retention_group),
    check ((state = 'DESTROYED') = (wrapped_sealed is null)),
    check ((state = 'DESTROYED') = (closed_at is not null)),
    check (unrecoverable_since is null or state = 'DESTROYED')
) with (fillfactor = 80);

-- A value that the planner samples is copied into its statistics, in clear to every administrator and beyond the reach
-- of our deletion: no statistics on keys and sealed values. And never compressed or moved out of line, so that a
-- wrapped key stands in one piece where the scan for traces can see it.
alter table vault.data_keys alter column wrapped_sealed set statistics 0;
alter table vault.data_keys alter column wrapped_sealed set storage plain;

-- Dead is dead: no update brings a destroyed key back, whoever asks.
create function vault.destroyed_keys_stay_destroyed() returns trigger language plpgsql as $$
begin
    if old.state = 'DESTROYED'
       and (new.state <> 'DESTROYED' or new.wrapped_sealed is not null or new.closed_at <> old.closed_at) then
        raise exception 'a destroyed key stays destroyed';
    end if;
    return new;
end
$$;
create trigger destroyed_keys_stay_destroyed before update on vault.data_keys
    for each row execute function vault.destroyed_keys_stay_destroyed();

-- Copies of this table made by backups: a destruction is certain only when those that hold the key have expired too.
create table vault.key_copies (
    id         uuid primary key,
    made_at    timestamptz not null,
    kept_until timestamptz not null check (kept_until >= made_at)
);

-- Every sealed value of every room: one per record and class.
create table vault.sealed_values (
    record_type  text   not null,
    row_id       uuid   not null,
    class        text   not null,
    key_id       uuid   not null references vault.data_keys (id),
    version      bigint not null check (version >= 1),
    value_sealed bytea  not null,
    mask_sealed  bytea  not null,
    primary key (row_id, record_type, class)
);
alter table vault.sealed_values alter column value_sealed set statistics 0;
alter table vault.sealed_values alter column mask_sealed set statistics 0;
alter table vault.sealed_values alter column value_sealed set storage external;
alter table vault.sealed_values alter column mask_sealed set storage external;
create index on vault.sealed_values (key_id);

-- Documents: the encrypted stream is a file, its key and true length are here.
create table vault.documents (
    record_type     text        not null,
    row_id          uuid        not null,
    class           text        not null,
    key_id          uuid        not null references vault.data_keys (id),
    version         bigint      not null check (version >= 1),
    file            uuid        not null unique,
    file_key_sealed bytea       not null,
    chunks          integer     not null check (chunks >= 1),
    ciphertext_hash bytea       not null check (length(ciphertext_hash) = 32),
    created_at      timestamptz not null,
    primary key (row_id, record_type, class)
);
alter table vault.documents alter column file_key_sealed set statistics 0;
create index on vault.documents (key_id);

-- The house's own sealed secrets: signing keys and the like.
create table vault.internal (
    name           text primary key,
    content_sealed bytea       not null,
    created_at     timestamptz not null
);

grant select on vault.key_encryption_keys to ev_app;
grant insert on vault.key_encryption_keys to ev_app;
grant select, insert on vault.data_keys to ev_app;
grant update (state, kek_version, wrapped_sealed, wrapped_traces, closed_at, unrecoverable_since)
    on vault.data_keys to ev_app;
grant select, insert, delete on vault.key_copies to ev_app;
grant select, insert, update, delete on vault.sealed_values to ev_app;
grant select, insert, update, delete on vault.documents to ev_app;
grant select, insert on vault.internal to ev_app;
