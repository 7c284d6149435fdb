-- A company's whole name, and the truncated token of a surname with the last four digits of a number.
alter table clients.identifiers drop constraint identifiers_kind_check;
alter table clients.identifiers drop constraint identifiers_identifier_bidx_check;
alter table clients.identifiers add constraint identifiers_kind_check
    check (kind in ('DOCUMENT', 'USCC', 'MOBILE', 'LEAD_MOBILE', 'COMPANY_NAME', 'NAME_AND_TAIL'));
alter table clients.identifiers add constraint identifiers_identifier_bidx_check
    check (octet_length(identifier_bidx) = case kind when 'NAME_AND_TAIL' then 1 else 16 end);
