package io.equiveil.setup;

import java.util.List;

/// What came of an act on recovery sheets.
public sealed interface SheetResult {

    /// A new set. The only moment at which its shares exist outside the paper.
    ///
    /// @param sheets the secret
    record Made(SheetSet set, List<PrintedSheet> sheets) implements SheetResult {
        public Made {
            sheets = List.copyOf(sheets);
        }
    }

    /// A new set was asked for, or decided on.
    record Asked(SheetRequest request) implements SheetResult {}

    /// The sheet is where it should be.
    record Confirmed(SheetSet set) implements SheetResult {}

    /// No, and why.
    record Refused(Fault fault) implements SheetResult {}

    /// Each has a sentence (`setup.recovery.fault.…`).
    enum Fault {
        NOT_YOURS,
        /// Two to seven sheets, and at least two of them needed.
        NUMBERS,
        /// A holder is missing, or is no active colleague.
        HOLDER,
        /// The same colleague or place would have two sheets.
        SAME_HOLDER,
        NO_SUCH_SHEET,
        WRONG_CHECK_CODE,
        /// Somebody else has to agree first, to this set and to nothing else.
        SECOND_PERSON,
        /// Nobody else has a duty for it yet: the owner makes the first set alone.
        NOBODY_ELSE,
        /// It was asked already and waits.
        WAITS,
        /// Nothing waits for a decision any more.
        NOTHING_ASKED
    }
}
