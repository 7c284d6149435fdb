-- In which capacity somebody acts for a client, and for how long. Part of the gate row where a capacity stands; rows
-- without one, of the client itself or of its first signer, stay as they were.
alter table identity.acting
    add column capacity text check (capacity in ('LEGAL_REPRESENTATIVE', 'HANDLING_PERSON', 'HELPER', 'HEIR')),
    add column until    date,
    add constraint acting_until_needs_a_capacity check (until is null or capacity is not null);
