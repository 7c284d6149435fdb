package io.equiveil.matters;

import io.equiveil.matters.MatterResult.Blocker;

/// For whom a matter waits.
public enum Waiting {
    /// whoever leads it, or is named for the step
    US,
    SELLER,
    BUYER,
    COMPLIANCE;

    /// Who has to act so that this does not stand in the way any more.
    static Waiting about(Blocker blocker) {
        return switch (blocker) {
            case CONFLICT_WAITS, ON_HOLD -> COMPLIANCE;
            case NO_BUYER_AGREEMENT -> BUYER;
            case NO_BUYER_ADMITTED, NO_CONSENT_TO_DISCLOSE, NO_CONSENT_TO_COMPLETE -> SELLER;
            default -> US;
        };
    }
}
