package io.equiveil.nda;

import io.equiveil.files.FileRefusal;

/// What came of an act upon Word templates.
public sealed interface WordTemplateResult {

    /// Done and recorded.
    record Done(WordStanding standing) implements WordTemplateResult {}

    /// The file is not taken in; nothing of it is kept.
    record FileRefused(FileRefusal because) implements WordTemplateResult {}

    /// Its places are not right; nothing of it is kept.
    record Unsound(WordFaults faults) implements WordTemplateResult {}

    /// No, and why.
    record Refused(Fault fault) implements WordTemplateResult {}

    /// Why not. Each has a sentence (`nda.word.fault.…`).
    enum Fault {
        NOT_ENTITLED,
        UNKNOWN,
        /// Larger than [WordTemplates#LONGEST].
        TOO_LARGE,
        /// With the signing page more than a second person could be shown.
        TOO_MANY_PAGES,
        /// Something stands where the codes of the page go.
        FOOT_NOT_FREE,
        /// The same file is there already.
        ALREADY_THERE,
        /// Another file than the one that was shown.
        CHANGED_MEANWHILE,
        NOTHING_TO_ADOPT,
        /// Our own text is in use already.
        NOT_ADOPTED,
        /// The record was tampered with.
        NOT_GENUINE
    }
}
