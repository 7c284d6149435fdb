package io.equiveil.supervision;

/// What came of an act on a finding.
public sealed interface FindingResult {

    /// Done.
    record Done(FindingId finding) implements FindingResult {}

    /// Nothing was changed.
    record Refused(Fault fault) implements FindingResult {}

    /// There is no such finding for this person.
    record Unknown() implements FindingResult {}

    /// Why not.
    enum Fault {
        /// A title of at most 80 characters.
        TITLE,
        /// Words, at most 2,000 characters.
        TEXT,
        /// There is no such measure.
        CONTROL,
        /// A day from today on, within a year.
        DUE,
        /// Whoever filed it neither answers nor mends it, and whoever answered does not decide.
        SECOND_PERSON,
        /// It is not in the state that this needs.
        NOT_NOW,
        /// The row is not what was written.
        TOUCHED
    }
}
