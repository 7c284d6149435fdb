-- Since when a measure has not held for a day in one piece: a failure that comes and goes is one and the same.
alter table controls.latest add column troubled_since timestamptz;
update controls.latest set troubled_since = since where status = 'fails';
