-- 宽限: what has lapsed and is carried on for some days. Gate rows, written once: one for each lapse.
create table access.graces (
    clause        text        not null check (clause in ('TRAINING', 'PARTNER_STATUS')),
    what          uuid        not null,
    lapsed_at     timestamptz not null,
    until_at      timestamptz not null,
    reason_sealed bytea       not null,
    given_by      uuid        not null,
    given_at      timestamptz not null,
    version       bigint      not null check (version = 1),
    leaf          bytea       not null check (octet_length(leaf) = 32),
    mac           bytea       not null check (octet_length(mac) = 32),
    primary key (clause, what, lapsed_at),
    check (until_at > lapsed_at and until_at <= lapsed_at + interval '7 days')
);

grant select, insert on access.graces to ev_app;
