package io.equiveil.declarations;

/// Why something was not done. Each has a sentence in both languages that says the way out.
public enum DeclarationFault {
    MATTER_CLOSED,
    MATTER_SUSPENDED,
    MATTER_NOT_TAKEN_UP,
    GROUND_OF_ANOTHER,
    WORDS_MISSING,
    WORDS_TOO_LONG,
    PAPER_WAITS,
    NOT_NEEDED_NOW,
    NOTHING_TO_DECIDE,
    NAME_MISSING,
    MOBILE_WRONG,
    NOT_NAMED,
    NOT_TOLD,
    DAY_MISSING,
    DAY_IN_THE_FUTURE,
    SIGNED_BEFORE_TOLD,
    IDENTITY_WRONG,
    PLACE_MISSING,
    NO_PAPER,
    SECOND_PERSON,
    DIFFERENT,
    KEPT_BY_LAW
}
