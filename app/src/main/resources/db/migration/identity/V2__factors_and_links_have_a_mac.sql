-- What somebody signs in with is gate-relevant as well: a factor removed, a row moved, deleted or rolled back by SQL
-- proves nothing. Rows from before have version 0; they count until the log knows a version of them.
alter table identity.credentials
    add column version bigint not null default 0 check (version >= 0),
    add column leaf    bytea check (octet_length(leaf) = 32),
    add column mac     bytea check (octet_length(mac) = 32),
    add check ((version = 0) = (mac is null)),
    add check ((version = 0) = (leaf is null));

alter table identity.passkeys
    add column version bigint not null default 0 check (version >= 0),
    add column leaf    bytea check (octet_length(leaf) = 32),
    add check ((version = 0) = (leaf is null));

-- Links from before have no MAC and work no more: whoever was invited is invited again.
alter table identity.one_time_links
    add column version bigint not null default 0 check (version >= 0),
    add column leaf    bytea check (octet_length(leaf) = 32),
    add column mac     bytea check (octet_length(mac) = 32),
    add check ((version = 0) = (mac is null)),
    add check ((version = 0) = (leaf is null));
