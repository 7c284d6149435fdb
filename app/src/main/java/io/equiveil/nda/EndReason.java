package io.equiveil.nda;

/// Why an agreement is in force no more. Each has a sentence (`nda.end.…`).
public enum EndReason {
    /// Its term after closing is over.
    LAPSED,
    /// Both agreed to end it.
    BY_BOTH,
    /// The counterpart gave notice.
    COUNTERPART_ASKED,
    /// Because of a breach.
    BREACH,
    /// A newer agreement takes its place.
    REPLACED,
    /// The person left the firm or the partner.
    LEFT
}
