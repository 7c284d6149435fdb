-- Partner firms: whether approved, and the contract with its dates and purposes. A gate row; the name is sealed.
create table firms (
    id             uuid primary key,
    code_name      text not null unique check (length(code_name) between 2 and 40),
    name_sealed    bytea not null,
    kind           text not null check (kind in ('LAW', 'ACCOUNTING', 'VALUATION', 'HOSTING', 'OTHER')),
    status         text not null check (status in ('CANDIDATE', 'APPROVED', 'REJECTED', 'SUSPENDED')),
    contract_from  timestamptz,
    contract_until timestamptz,
    purposes       text not null,
    changed_by     uuid not null,
    changed_at     timestamptz not null,
    version        bigint not null check (version >= 1),
    leaf           bytea not null check (octet_length(leaf) = 32),
    mac            bytea not null check (octet_length(mac) = 32),
    check ((contract_from is null) = (contract_until is null)),
    check (contract_from < contract_until)
);
grant select, insert, update on firms to ev_app;
