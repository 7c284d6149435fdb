package io.equiveil.transfers;

/// Where a line of an office's sheet comes from.
public enum SheetSource {
    SELLER_NAME,
    SELLER_DOCUMENT,
    SELLER_NUMBER,
    SELLER_MOBILE,
    BUYER_NAME,
    BUYER_DOCUMENT,
    BUYER_NUMBER,
    BUYER_MOBILE,
    BUYER_ADDRESS,
    COMPANY_NAME,
    COMPANY_CODE,
    QUANTITY,
    PRICE,
    PAYMENT,
    /// The day on which the step about the agreement was done.
    AGREEMENT_DAY,
    /// The same in every filing: the shareholder changes.
    SHAREHOLDER_CHANGE,
    /// Nothing that is known here: a line to write on.
    BY_HAND
}
