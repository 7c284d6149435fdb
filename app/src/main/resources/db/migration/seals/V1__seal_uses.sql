-- 用印登记: who asked for the firm's own seal on which kind of paper, who agreed, who put it there. Gate rows.
create table seals.uses (
    id           uuid        primary key,
    seal         text        not null check (seal in ('COMPANY', 'CONTRACT', 'LEGAL_REPRESENTATIVE', 'FINANCE')),
    paper        text        not null check (paper in ('AGREEMENT', 'NOTICE', 'CERTIFICATE', 'AUTHORISATION', 'FILING', 'OTHER')),
    agreement_id uuid,
    copies       integer     not null check (copies between 1 and 99),
    imprints     integer     check (imprints between 1 and 999),
    state        text        not null check (state in ('ASKED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'USED')),
    asked_by     uuid        not null,
    asked_at     timestamptz not null,
    decided_by   uuid,
    decided_at   timestamptz,
    used_by      uuid,
    used_at      timestamptz,
    version      bigint      not null check (version >= 1),
    leaf         bytea       not null check (octet_length(leaf) = 32),
    mac          bytea       not null check (octet_length(mac) = 32),
    check ((paper = 'AGREEMENT') = (agreement_id is not null))
);
create index uses_newest on seals.uses (asked_at desc, id);
create index uses_of on seals.uses (asked_by, asked_at desc, id);
create index uses_open on seals.uses (asked_at) where state in ('ASKED', 'APPROVED');

grant select, insert, update on seals.uses to ev_app;
