package io.equiveil.controls.spi;

import io.equiveil.kernel.ControlId;

/// The check of one measure on live data, contributed as a bean by the room that keeps the promise.
///
/// A check must be able to fail: each has a test that breaks its measure and sees it turn red.
public interface ControlCheck {

    /// Which measure it checks. Several checks may belong to one measure; the measure holds only if all hold.
    ControlId control();

    /// Looks at live data now. Throwing means `unknown`, never `holds`.
    Outcome check();

    /// What came of a check.
    sealed interface Outcome {

        /// It holds. The summary is a message key with arguments that are numbers, dates and identifiers only.
        record Holds(String messageKey, Object... arguments) implements Outcome {}

        /// It does not hold.
        ///
        /// @param repairPath where the person who can mend it should go
        record Fails(String repairPath, String messageKey, Object... arguments) implements Outcome {}

        /// Nobody can tell now, for example because nothing has happened yet that could be checked.
        record Unknown(String messageKey, Object... arguments) implements Outcome {}
    }
}
