package io.equiveil.imports;

/// What came of a step with a list.
public sealed interface StepResult {

    /// Done, or begun.
    record Done(BroughtList list) implements StepResult {}

    /// Not in this state.
    record NotNow(ImportState state) implements StepResult {}

    /// What was chosen cannot be. Each has a sentence (`imports.wrong.…`).
    record Wrong(Choice because) implements StepResult {}

    /// It does not open now.
    record Closed(Trouble because) implements StepResult {}

    /// There is no such list for this requester.
    record Unknown() implements StepResult {}

    /// What cannot be chosen.
    enum Choice {
        /// A column that is needed was not named.
        COLUMN_MISSING,
        /// One column was named for two things.
        COLUMN_TWICE,
        NO_SUCH_SHEET,
        /// The file makes no sense in this encoding.
        ENCODING
    }
}
