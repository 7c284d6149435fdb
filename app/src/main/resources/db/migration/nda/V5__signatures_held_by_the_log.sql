-- Who signed what is a gate row: the MAC holds it together and the log knows it. Rows of earlier versions stay without,
-- and count as long as the log knows none of their name and their agreement says that this side has signed.
alter table nda.signatures
    add column version bigint not null default 0,
    add column leaf    bytea,
    add column mac     bytea;
