-- Staff and partners' people sign undertakings of their own; the subject is then the person's own file.
alter table nda.agreements drop constraint agreements_kind_check;
alter table nda.agreements add constraint agreements_kind_check
    check (kind in ('CLIENT_FIRM', 'BUYER', 'STAFF', 'PARTNER'));
