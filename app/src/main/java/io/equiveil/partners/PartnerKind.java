package io.equiveil.partners;

/// What a partner firm does.
public enum PartnerKind {
    LAW,
    ACCOUNTING,
    VALUATION,
    HOSTING,
    OTHER
}
