-- A backup reads the keys at a moment between its beginning and its end. Until the end is known the copy counts as still
-- being made, so that no key is ever called gone that it may hold.
alter table vault.key_copies add column began_at timestamptz;
update vault.key_copies set began_at = made_at;
alter table vault.key_copies alter column began_at set not null;
alter table vault.key_copies drop constraint key_copies_check;
alter table vault.key_copies alter column made_at drop not null;
alter table vault.key_copies add check (kept_until >= began_at), add check (made_at >= began_at);
grant update (made_at) on vault.key_copies to ev_app;
