package io.equiveil.nda;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.FileRefusal;

/// What came of an act upon an agreement.
public sealed interface AgreementResult {

    /// Done; this is how the agreement stands now.
    record Done(AgreementSummary agreement) implements AgreementResult {}

    /// There is no such agreement, or not for this person.
    record Unknown() implements AgreementResult {}

    /// Not in this state.
    record NotNow(AgreementState state) implements AgreementResult {}

    /// The proof of identity was wrong, used up, or tried too often.
    record ProofRefused() implements AgreementResult {}

    /// The gate says no.
    record Refused(Disclosure.Refused refusal) implements AgreementResult {}

    /// The ledger could not record; nothing was done.
    record Unrecorded() implements AgreementResult {}

    /// What was sent cannot be taken.
    record Unacceptable(Fault fault) implements AgreementResult {}

    /// The files of a paper are not taken in; nothing of them is kept.
    record FileRefused(FileRefusal because) implements AgreementResult {}

    /// Why something cannot be taken.
    enum Fault {
        HANDWRITING_EMPTY,
        HANDWRITING_NOT_A_PICTURE,
        SAME_PERSON,
        SIGNED_IN_THE_FUTURE,
        /// A scan with more pages than a second person could be shown.
        TOO_MANY_PAGES,
        PLACE_MISSING,
        /// The notice was not served yet, and a signed paper says who somebody is.
        NOTICE_FIRST,
        /// Nobody has said yet what the firm is called.
        FIRM_UNNAMED,
        /// The firm's own Word template is not the one that was adopted.
        TEMPLATE_BROKEN,
        /// No pages can be made of the firm's own Word template at this moment.
        TEMPLATE_NO_PAGES,
        /// The agreement belongs to a matter that does not go on: suspended, over, or waiting for compliance.
        MATTER_STOPPED
    }
}
