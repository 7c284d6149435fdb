package io.equiveil.transfers;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.ConflictState;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.transfers.Checklist.Step;
import io.equiveil.transfers.Preemption.Basis;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.8: no transfer in a limited company has come as far as payment over the heads of the other shareholders,
/// and nobody has touched what was recorded of their notices and replies. Looks at the newest two hundred open matters.
@Component
class AskedFirstCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final Matters matters;
    private final Checklists checklists;
    private final ShareholderRepository shareholders;

    AskedFirstCheck(Matters matters, Checklists checklists, ShareholderRepository shareholders) {
        this.matters = matters;
        this.checklists = checklists;
        this.shareholders = shareholders;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.8");
    }

    @Override
    public Outcome check() {
        List<MatterSummary> limited = matters.openForControls(SAMPLE).stream()
                .filter(matter -> matter.form() == CompanyForm.LIMITED_COMPANY)
                // A matter from the old books is a code name and a stage until it is taken up.
                .filter(matter -> matter.conflict() != ConflictState.NOT_YET)
                .filter(matter -> matter.stage().hasReached(MatterStage.SHAREHOLDER_NOTICE))
                .toList();
        if (limited.isEmpty()) {
            return new Outcome.Unknown("transfers.control.notice.none");
        }
        long touched = limited.stream()
                .filter(matter -> !shareholders.allGenuine(matter.id()))
                .count();
        if (touched > 0) {
            return new Outcome.Fails("/matters", "transfers.control.notice.touched", touched);
        }
        long passedOver = limited.stream()
                .filter(matter -> matter.stage().hasReached(MatterStage.PAYMENT))
                .filter(this::isPassedOver)
                .count();
        return passedOver > 0
                ? new Outcome.Fails("/matters", "transfers.control.notice.passed-over", passedOver)
                : new Outcome.Holds("transfers.control.notice.holds", limited.size());
    }

    private boolean isPassedOver(MatterSummary matter) {
        Checklist checklist = checklists.of(matter);
        boolean answered = checklist
                .step(TransferStep.SHAREHOLDERS_ANSWERED)
                .filter(Step::isDone)
                .isPresent();
        boolean waiting = checklist.preemption().basis() == Basis.STATUTORY
                && (checklist.shareholders().isEmpty()
                        || checklist.shareholders().stream()
                                .anyMatch(other -> !other.standing().isSettled()));
        return !answered || waiting;
    }
}
