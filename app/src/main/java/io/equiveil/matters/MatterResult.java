package io.equiveil.matters;

import java.util.List;

/// What came of an act upon a matter.
public sealed interface MatterResult {

    /// Done; this is how the matter stands now.
    record Done(MatterSummary matter) implements MatterResult {}

    /// There is no such matter, or not for this person.
    record Unknown() implements MatterResult {}

    /// Something stands in the way: all of it at once.
    record Blocked(List<Blocker> blockers) implements MatterResult {}

    /// What stands in the way; each has a sentence in both languages.
    enum Blocker {
        CODE_NAME_TAKEN,
        CODE_NAME_EMPTY,
        NO_FIRM_AGREEMENT,
        NO_LEGAL_BASIS,
        NO_DEAL_FACTS,
        NO_BUYER_INVITED,
        NO_BUYER_AGREEMENT,
        NO_BUYER_ADMITTED,
        SELLER_NOT_TOLD_OF_BOTH,
        BUYER_NOT_TOLD_OF_BOTH,
        STEPS_OPEN,
        NOT_THE_NEXT_STAGE,
        ALREADY_CLOSED,
        ALREADY_A_PARTY,
        BUYER_NAME_WRONG,
        BUYER_MOBILE_WRONG,
        ONE_BUYER_ONLY,
        NOT_SIMPLE,
        NOT_A_PARTY,
        NO_CONSENT_TO_DISCLOSE,
        NO_CONSENT_TO_COMPLETE,
        NOTHING_TO_TAKE_BACK,
        NOTICE_CHANGED,
        BUYER_NOT_NAMED,
        PARTNER_NOT_APPROVED,
        TARGET_MISSING,
        TARGET_CODE_WRONG,
        CONFLICT_WAITS,
        CONFLICT_REFUSED,
        NO_CONFLICT_WAITS,
        NOT_TAKEN_UP,
        TAKEN_UP_ALREADY,
        NO_TEASER,
        ON_HOLD,
        ON_HOLD_ALREADY,
        NOT_ON_HOLD,
        LEGAL_HOLD,
        NOTHING_DUE,
        COLLEAGUE_UNKNOWN,
        NOT_ON_TEAM,
        LEAD_CANNOT_LEAVE,
        ALREADY_LEAD,
        SAME_PERSON,
        NOT_CLOSED,
        ALREADY_DESTROYED
    }
}
