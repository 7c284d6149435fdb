package io.equiveil.feedback;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 1.3: what a client holds against the firm is a case that is answered in time and that nobody closed
/// without the client's yes.
@Component
class CaseCheck implements ControlCheck {

    private static final String REPAIR = "/cases";

    private final CaseRepository cases;
    private final CaseReviewers reviewers;
    private final Clock clock;

    CaseCheck(CaseRepository cases, CaseReviewers reviewers, Clock clock) {
        this.cases = cases;
        this.reviewers = reviewers;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("1.3");
    }

    @Override
    public Outcome check() {
        List<Case> known = cases.all();
        if (known.isEmpty()) {
            return new Outcome.Unknown("feedback.control.none");
        }
        long touched = known.stream()
                .filter(one -> !one.genuine() || cases.sayings(one.id()).size() != one.sayings())
                .count();
        if (touched > 0) {
            return new Outcome.Fails(REPAIR, "feedback.control.touched", touched);
        }
        long alone = known.stream().filter(CaseCheck::closedByTheFirmAlone).count();
        if (alone > 0) {
            return new Outcome.Fails(REPAIR, "feedback.control.alone", alone);
        }
        Instant now = clock.instant();
        long late = known.stream().filter(one -> one.lateAt(now)).count();
        if (late > 0) {
            return new Outcome.Fails(REPAIR, "feedback.control.late", late);
        }
        long orphaned = known.stream()
                .filter(Case::waitsForFirm)
                .filter(one -> reviewers.of(one).isEmpty())
                .count();
        if (orphaned > 0) {
            return new Outcome.Fails("/people", "feedback.control.nobody", orphaned);
        }
        long open =
                known.stream().filter(one -> one.state() != CaseState.CLOSED).count();
        return new Outcome.Holds("feedback.control.in-time", known.size(), open);
    }

    /// No yes, or one that was written down by whoever had answered.
    static boolean closedByTheFirmAlone(Case one) {
        return one.state() == CaseState.CLOSED
                && (one.agreed().isEmpty()
                        || one.closedBy().isEmpty()
                        || one.closedBy().equals(one.answeredBy()));
    }
}
