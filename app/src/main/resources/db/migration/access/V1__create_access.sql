-- The policy in all its versions, the standing of each clause, and changes that wait for a second person.
-- All three are gate rows: version, leaf and MAC, so that a row changed, deleted or put back by SQL is a no (promise P7).

create table policies (
    version     bigint primary key check (version >= 1),
    document    text not null check (length(document) between 2 and 200000),
    proposed_by uuid,
    approved_by uuid,
    adopted_at  timestamptz not null,
    leaf        bytea not null check (octet_length(leaf) = 32),
    mac         bytea not null check (octet_length(mac) = 32),
    check ((proposed_by is null) = (approved_by is null)),
    check (proposed_by is distinct from approved_by or proposed_by is null)
);

create table clause_states (
    clause        text primary key check (clause in ('TRAINING', 'PARTNER_STATUS', 'JURISDICTION', 'DEVICE_AND_NETWORK')),
    state         text not null check (state in ('IN_FORCE', 'OBSERVED', 'NOT_YET')),
    until_at      timestamptz,
    decided_by    uuid,
    seconded_by   uuid,
    decided_at    timestamptz not null,
    reason_sealed bytea not null,
    version       bigint not null check (version >= 1),
    leaf          bytea not null check (octet_length(leaf) = 32),
    mac           bytea not null check (octet_length(mac) = 32),
    -- whatever is not in force has a last day
    check ((state = 'IN_FORCE') = (until_at is null)),
    check (decided_by is distinct from seconded_by or decided_by is null)
);

create table proposals (
    id            uuid primary key,
    clause        text check (clause in ('TRAINING', 'PARTNER_STATUS', 'JURISDICTION', 'DEVICE_AND_NETWORK')),
    state         text check (state in ('IN_FORCE', 'OBSERVED', 'NOT_YET')),
    until_at      timestamptz,
    document      text check (length(document) <= 200000),
    reason_sealed bytea not null,
    proposed_by   uuid not null,
    proposed_at   timestamptz not null,
    status        text not null check (status in ('OPEN', 'APPROVED', 'REJECTED')),
    decided_by    uuid,
    decided_at    timestamptz,
    version       bigint not null check (version >= 1),
    leaf          bytea not null check (octet_length(leaf) = 32),
    mac           bytea not null check (octet_length(mac) = 32),
    -- either a clause's standing or a whole policy
    check ((clause is null) = (state is null)),
    check ((clause is null) <> (document is null)),
    -- nobody seconds their own proposal
    check (decided_by is distinct from proposed_by or status <> 'APPROVED')
);

create index proposals_open on proposals (proposed_at) where status = 'OPEN';

grant select, insert, update on policies, clause_states, proposals to ev_app;
