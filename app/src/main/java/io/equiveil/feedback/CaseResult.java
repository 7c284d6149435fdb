package io.equiveil.feedback;

/// What came of an act on a case.
public sealed interface CaseResult {

    /// Done.
    record Done(CaseId id, long number) implements CaseResult {}

    /// Nothing was changed.
    record Refused(Fault fault) implements CaseResult {}

    /// There is no such case, or no such file, for this person.
    record Unknown() implements CaseResult {}

    /// Why not.
    enum Fault {
        /// No kind was chosen.
        KIND,
        /// Words, at most 2,000 characters.
        TEXT,
        /// Who called: 1 to 60 characters.
        CALLER,
        /// Nobody whom it can be about.
        ABOUT,
        /// Twenty of one client's are open already.
        TOO_MANY,
        /// It is not in the state that this needs.
        NOT_NOW,
        /// Whoever answered does not write down the yes, and a second answer comes from somebody else.
        SECOND_PERSON,
        /// The client can say yes in its own portal, so nobody says it for it.
        OWN_HAND,
        /// The row is not what was written.
        TOUCHED,
        /// The client's facts were destroyed as agreed; nothing can be sealed for it any more.
        KEY_DESTROYED
    }
}
