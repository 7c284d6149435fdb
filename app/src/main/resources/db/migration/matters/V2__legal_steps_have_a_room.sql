-- The legal steps live in room transfers, with days, documents and history.
drop table matters.steps;
