-- A backup keeps tokens in a file apart and finds their rows by the primary key: so no token is part of one.
alter table imports.habits drop constraint habits_pkey;
alter table imports.habits add column id uuid not null default gen_random_uuid() primary key;
alter table imports.habits add unique (person_id, kind, headings_bidx);
