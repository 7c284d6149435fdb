package io.equiveil.feedback;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Recorded;
import java.time.Instant;

/// What this room puts into the log.
final class CaseFacts {

    private CaseFacts() {}

    /// Somebody opened a case, or the firm wrote down what was said on the telephone.
    ///
    /// @param words where it is sealed what was said
    /// @param due   when the time for the answer is over
    record CaseOpened(CaseId opened, Address words, CaseKind kind, CaseWay way, Instant due) implements Recorded {
        @Override
        public String ledgerKind() {
            return "case-opened/v1";
        }
    }

    /// The firm answered.
    record CaseAnswered(CaseId answered, Address words) implements Recorded {
        @Override
        public String ledgerKind() {
            return "case-answered/v1";
        }
    }

    /// Whoever opened it did not agree.
    ///
    /// @param second whether somebody else has to answer
    record CaseContested(CaseId contested, Address words, boolean second, Instant due) implements Recorded {
        @Override
        public String ledgerKind() {
            return "case-contested/v1";
        }
    }

    /// Whoever opened it agreed that it is closed.
    ///
    /// @param agreed how the yes was given
    record CaseClosed(CaseId closed, Address words, CaseWay agreed) implements Recorded {
        @Override
        public String ledgerKind() {
            return "case-closed/v1";
        }
    }
}
