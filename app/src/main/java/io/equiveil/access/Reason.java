package io.equiveil.access;

/// Why the gate says no. Each has a sentence in both languages (`access.reason.…`).
public enum Reason {
    /// No source answered for this clause.
    NOT_ANSWERED,
    /// A gate-relevant row is not what was written, or not the latest.
    ROW_NOT_GENUINE,
    NOT_SIGNED_IN,
    SESSION_ENDED,
    SECOND_FACTOR_MISSING,
    STEP_UP_NEEDED,
    ACCOUNT_SUSPENDED,
    NOT_ASSIGNED,
    NO_RULE_ALLOWS,
    STAGE_NOT_REACHED,
    STAGE_PASSED,
    /// The matter is closed: the party's own file is kept, and opened for nothing but what outlives the matter.
    MATTER_CLOSED,
    PURPOSE_NOT_ALLOWED,
    /// The client has no agreement with the firm.
    NO_AGREEMENT,
    /// The buyer has not signed its own agreement for this matter.
    NO_BUYER_AGREEMENT,
    /// The reader has not signed the own agreement with the firm.
    NO_OWN_AGREEMENT,
    /// The reader's own agreement with the firm has ended.
    OWN_AGREEMENT_EXPIRED,
    AGREEMENT_NOT_YET_IN_FORCE,
    AGREEMENT_EXPIRED,
    CLASS_OUTSIDE_SCOPE,
    NOTICE_NOT_SERVED,
    NO_LEGAL_BASIS,
    CONSENT_WITHDRAWN,
    RECIPIENT_NOT_CONSENTED,
    NO_TRAINING,
    TRAINING_EXPIRED,
    PARTNER_NOT_APPROVED,
    PARTNER_CONTRACT_MISSING,
    PARTNER_CONTRACT_EXPIRED,
    PURPOSE_OUTSIDE_CONTRACT,
    WORK_LOCATION_UNKNOWN,
    ABROAD_WITHOUT_MECHANISM,
    DEVICE_NOT_REGISTERED,
    DEVICE_REVOKED,
    NETWORK_NOT_ALLOWED,
    /// One of the machine's own readers has read more in a minute than its line in the closed list allows.
    TOO_MANY_READS,
    /// Key destroyed: nothing to open any more.
    DESTROYED,
    /// Stored bytes are not what was sealed.
    TAMPERED
}
