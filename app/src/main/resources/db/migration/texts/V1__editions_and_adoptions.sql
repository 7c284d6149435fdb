-- The firm's own words of its texts, kept for ever: an edition is never changed, an adoption never deleted.
create table editions (
    text            text not null check (text ~ '^[a-z][a-z0-9-]{2,59}$'),
    number          int not null check (number >= 1),
    shipped_version int not null check (shipped_version >= 1),
    own             boolean not null,
    zh              text not null check (length(zh) between 1 and 100000),
    en              text check (length(en) between 1 and 200000),
    hash            bytea not null check (octet_length(hash) = 32),
    saved_by        uuid not null,
    saved_at        timestamptz not null,
    primary key (text, number)
);

create table adoptions (
    text       text not null,
    edition    int not null,
    adopted_by uuid not null,
    adopted_at timestamptz not null,
    foreign key (text, edition) references editions (text, number)
);
create index adoptions_by_text on adoptions (text, adopted_at);

-- How the firm stands to a text. A gate row: what was adopted counts only with its MAC.
create table standings (
    text                text primary key,
    adopted             int,
    draft               int,
    put_off_until       date,
    kept_against        int not null check (kept_against >= 0),
    reviewed_hash       bytea check (octet_length(reviewed_hash) = 32),
    reviewed_on         date,
    review_reference    text not null check (length(review_reference) <= 200),
    review_confirmed_by uuid,
    version             bigint not null check (version >= 1),
    leaf                bytea not null check (octet_length(leaf) = 32),
    mac                 bytea not null check (octet_length(mac) = 32),
    foreign key (text, adopted) references editions (text, number),
    foreign key (text, draft) references editions (text, number)
);

grant select, insert on editions, adoptions to ev_app;
grant select, insert, update on standings to ev_app;
