package io.equiveil.access;

/// The clauses that must all say yes (promise P3).
public enum Clause {
    AUTHENTICATED_SESSION,
    ASSIGNMENT,
    CLASS_AND_STAGE,
    AGREEMENT_IN_FORCE,
    LEGAL_BASIS,
    TRAINING,
    PARTNER_STATUS,
    JURISDICTION,
    DEVICE_AND_NETWORK;

    /// Whether this clause can be in another state than 生效. Sign-in, assignment, class, agreement and legal basis
    /// cannot be switched off (people.md).
    public boolean canBeRelaxed() {
        return switch (this) {
            case TRAINING, PARTNER_STATUS, JURISDICTION, DEVICE_AND_NETWORK -> true;
            case AUTHENTICATED_SESSION, ASSIGNMENT, CLASS_AND_STAGE, AGREEMENT_IN_FORCE, LEGAL_BASIS -> false;
        };
    }
}
