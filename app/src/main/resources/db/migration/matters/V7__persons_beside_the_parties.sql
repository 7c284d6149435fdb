-- A spouse or an actual holder may be a party elsewhere: compliance decides about that as well.
alter table matters.conflicts drop constraint conflicts_kind_check;
alter table matters.conflicts add constraint conflicts_kind_check
    check (kind in ('SAME_TARGET', 'OWN_INTEREST', 'PERSON_BESIDE'));
