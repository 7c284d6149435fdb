-- Searches page by number, newest first. Numbers and times go together, so a span of time becomes a span of numbers: this
-- index finds its ends at once.
drop index ledger.intake_by_time;
create index intake_by_time on ledger.intake (recorded_at);
