package io.equiveil.seals;

/// What came of an act on the register.
public sealed interface SealResult {

    /// Done.
    record Done(SealUseId use) implements SealResult {}

    /// Nothing was changed.
    record Refused(Fault fault) implements SealResult {}

    /// There is no such line for this person.
    record Unknown() implements SealResult {}

    /// Why not.
    enum Fault {
        /// One to 99 copies.
        COPIES,
        /// One to 999 imprints.
        IMPRINTS,
        /// An agreement is named by its number, and by one that whoever asks may know of.
        AGREEMENT,
        /// Whoever asked neither decides nor keeps the seal.
        SECOND_PERSON,
        /// It was decided, used or withdrawn already.
        NOT_NOW,
        /// Nobody used the approval in time.
        LAPSED,
        /// The row is not what was written.
        TOUCHED
    }
}
