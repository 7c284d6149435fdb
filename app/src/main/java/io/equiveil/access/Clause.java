package io.equiveil.access;

/// The clauses that must all say yes (promise P3).
public enum Clause {
    AUTHENTICATED_SESSION,
    ASSIGNMENT,
    CLASS_AND_STAGE,
    /// The agreement with the owner of the value: the client's with the firm, or the buyer's for the matter.
    AGREEMENT_IN_FORCE,
    /// The reader's own agreement with the firm: a member of staff's, or a partner's.
    OWN_AGREEMENT,
    LEGAL_BASIS,
    TRAINING,
    PARTNER_STATUS,
    JURISDICTION,
    DEVICE_AND_NETWORK;

    /// Whether what it rests on lapses by itself, so that one dated grace (宽限) may carry it on for some days.
    public boolean canBeGraced() {
        return this == TRAINING || this == PARTNER_STATUS;
    }

    /// Whether this clause can be in another state than 生效. Sign-in, assignment, class, agreements and
    /// legal basis cannot be switched off (people.md).
    public boolean canBeRelaxed() {
        return switch (this) {
            case TRAINING, PARTNER_STATUS, JURISDICTION, DEVICE_AND_NETWORK -> true;
            case AUTHENTICATED_SESSION, ASSIGNMENT, CLASS_AND_STAGE, AGREEMENT_IN_FORCE, OWN_AGREEMENT, LEGAL_BASIS ->
                false;
        };
    }
}
