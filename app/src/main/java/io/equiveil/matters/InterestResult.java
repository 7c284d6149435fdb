package io.equiveil.matters;

/// What came of saying, or taking back, what a client would buy.
public sealed interface InterestResult {

    record Kept() implements InterestResult {}

    /// There is no such client, or not for this person.
    record Unknown() implements InterestResult {}

    record Blocked(Why why) implements InterestResult {}

    /// Why not; each has a sentence in both languages.
    enum Why {
        /// No consent to introductions stands.
        NO_LEGAL_BASIS,
        /// Nothing was chosen.
        NOTHING_SAID,
        /// Something that is none of the coarse words.
        NOT_UNDERSTOOD,
        /// A legal hold keeps it: it is not taken back now.
        KEPT_BY_LAW,
        /// What was optional was destroyed for good, and nothing more can be kept with it.
        DESTROYED
    }
}
