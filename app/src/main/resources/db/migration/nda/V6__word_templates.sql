-- The firm's own Word templates of agreements: a file is never changed and never deleted.
create table nda.word_templates (
    kind        text not null check (kind in ('CLIENT_FIRM', 'BUYER', 'STAFF', 'PARTNER')),
    language    text not null check (language in ('ZH_CN', 'EN')),
    number      int not null check (number between 1 and 9999),
    content     bytea not null check (octet_length(content) between 1 and 4194304),
    hash        bytea not null check (octet_length(hash) = 32),
    pages       int not null check (pages between 1 and 40),
    uploaded_by uuid not null,
    uploaded_at timestamptz not null,
    primary key (kind, language, number)
);

-- Which of them agreements are written from; none: our own text. A gate row.
create table nda.word_standings (
    kind       text not null,
    language   text not null,
    adopted    int,
    decided_by uuid not null,
    decided_at timestamptz not null,
    version    bigint not null check (version >= 1),
    leaf       bytea not null check (octet_length(leaf) = 32),
    mac        bytea not null check (octet_length(mac) = 32),
    primary key (kind, language),
    foreign key (kind, language, adopted) references nda.word_templates (kind, language, number)
);

grant select, insert on nda.word_templates to ev_app;
grant select, insert, update on nda.word_standings to ev_app;
