package io.equiveil.clients;

/// What is wrong with something that was typed. Each has a sentence (`clients.fault.…`).
public enum IdentifierFault {
    MISSING,
    TOO_LONG,
    WRONG_SHAPE,
    /// There is no such calendar day, or it lies ahead, or too far back.
    IMPOSSIBLE_DATE,
    UNKNOWN_AREA,
    WRONG_CHECK_DIGIT,
    /// It is the number of another kind of document.
    OTHER_DOCUMENT,
    /// First-generation card: not valid since 1 January 2013.
    RETIRED,
    OUT_OF_RANGE,
    /// The last day of an authority: after today, within two years.
    NOT_WITHIN_TWO_YEARS,
    /// Somebody else has to say it.
    NOT_FOR_YOU,
    /// A person has no legal representative; nobody inherits a company's place.
    NOT_FOR_THIS_CLIENT,
    /// Somebody with this number acts for the client already.
    ACTS_ALREADY
}
