package io.equiveil.setup;

import io.equiveil.kernel.Recorded;
import java.time.LocalDate;

/// What is recorded of the set-up.
final class SetUpFacts {

    private SetUpFacts() {}

    /// The owner said how the firm works.
    record FirmSizeChosen(FirmSize size, int people) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-size-chosen/v1";
        }
    }

    /// A step was put off.
    record SetUpStepPutOff(SetUpStep step, LocalDate until) implements Recorded {
        @Override
        public String ledgerKind() {
            return "set-up-step-put-off/v1";
        }
    }

    /// The owner declared the set-up complete.
    ///
    /// @param stillOpen steps that were put off or open
    /// @param advised   things that were still advised
    record SetUpCompleted(FirmSize size, int stillOpen, int advised) implements Recorded {
        @Override
        public String ledgerKind() {
            return "set-up-completed/v1";
        }
    }
}
