-- Ways out of the house. Both halves are sealed for their version; the log knows the latest version.
create table messages.channels (
    channel         text collate "C" primary key check (channel in ('SMS', 'MAIL', 'WECOM', 'DINGTALK')),
    settings_sealed bytea       not null,
    secret_sealed   bytea,
    version         bigint      not null check (version >= 1),
    set_by          uuid        not null,
    set_at          timestamptz not null
);

-- A message leaves by telephone or by e-mail, and somebody may report what became of it.
alter table messages.outbox drop constraint outbox_state_check;
alter table messages.outbox add constraint outbox_state_check
    check (state in ('QUEUED', 'SENT', 'DELIVERED', 'FAILED', 'GIVEN_UP'));
alter table messages.outbox add column channel text collate "C" not null default 'SMS'
    check (channel in ('SMS', 'MAIL'));
alter table messages.outbox add column its_reference text collate "C" check (length(its_reference) <= 80);
alter table messages.outbox add column why text collate "C" check (why ~ '^[A-Z_]{2,30}$');
create index outbox_by_time on messages.outbox (created_at desc, id);
create index outbox_by_reference on messages.outbox (its_reference) where its_reference is not null;

-- How somebody wants to be told. The e-mail address is sealed in the vault.
create table messages.preferences (
    person_id  uuid primary key,
    sms        boolean     not null,
    mail       boolean     not null,
    english    boolean     not null,
    quiet_from smallint    check (quiet_from between 0 and 1439),    -- minutes of the day in Shanghai; none: no quiet hours
    quiet_to   smallint    check (quiet_to between 0 and 1439),
    changed_at timestamptz not null,
    check ((quiet_from is null) = (quiet_to is null))
);

grant select, insert, update, delete on messages.channels, messages.preferences to ev_app;
