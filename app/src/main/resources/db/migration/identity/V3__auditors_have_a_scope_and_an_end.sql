-- What an auditor's invitation covers and when it ends: part of the account's row and under its MAC. An auditor of an
-- earlier version has none and is let in again once the owner or an administrator has set it.
alter table identity.people
    add column audit_from    timestamptz,
    add column audit_until   timestamptz,
    add column audit_ends    timestamptz,
    add column audit_matters uuid[],
    add check (num_nulls(audit_from, audit_until, audit_ends, audit_matters) in (0, 4)),
    add check (audit_from is null or kind = 'AUDITOR');
