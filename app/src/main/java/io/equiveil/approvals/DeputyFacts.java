package io.equiveil.approvals;

import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import java.time.LocalDate;
import java.util.Optional;

/// What this room puts into the log.
final class DeputyFacts {

    private DeputyFacts() {}

    /// Somebody named a deputy.
    record DeputyNamed(PersonId person, PersonId deputy, Optional<LocalDate> from, Optional<LocalDate> until)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "deputy-named/v1";
        }
    }

    /// Somebody has no deputy any more.
    record DeputyEnded(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "deputy-ended/v1";
        }
    }

    /// A deputy gave the second person's word; the decision itself is an entry of its own room.
    ///
    /// @param person whose right it was
    record DecidedAsDeputy(PersonId person, ApprovalKind kind, ApprovalId what) implements Recorded {
        @Override
        public String ledgerKind() {
            return "decided-as-deputy/v1";
        }
    }
}
