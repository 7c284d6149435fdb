-- How an order for a certificate stands: settings, keys and the record to set, sealed for their version.
create table setup.acme (
    id           integer     primary key check (id = 1),
    state_sealed bytea       not null,
    version      bigint      not null check (version >= 1),
    changed_at   timestamptz not null
);
grant select, insert, update on setup.acme to ev_app;
