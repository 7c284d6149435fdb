package io.equiveil.transfers;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.transfers.Checklist.Step;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.9: every legal step that is called done and has to be shown is shown by a document that is still there; no
/// step is later than the law allows; nobody has touched a step. Looks at the newest two hundred open matters.
@Component
class CompletionCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final Matters matters;
    private final Checklists checklists;
    private final StepRepository steps;

    CompletionCheck(Matters matters, Checklists checklists, StepRepository steps) {
        this.matters = matters;
        this.checklists = checklists;
        this.steps = steps;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.9");
    }

    @Override
    public Outcome check() {
        List<MatterSummary> begun = matters.openForControls(SAMPLE).stream()
                .filter(matter -> steps.count(matter.id()) > 0)
                .toList();
        if (begun.isEmpty()) {
            return new Outcome.Unknown("transfers.control.completion.none");
        }
        long touched = begun.stream()
                .filter(matter -> steps.of(matter.id()).size() != steps.count(matter.id()))
                .count();
        if (touched > 0) {
            return new Outcome.Fails("/matters", "transfers.control.completion.touched", touched);
        }
        LocalDate today = checklists.today();
        List<Step> all = begun.stream()
                .flatMap(matter -> checklists.of(matter).steps().stream())
                .toList();
        long unshown = all.stream()
                .filter(step -> step.isDone()
                        && step.documentRequired()
                        && step.documents().isEmpty())
                .count();
        if (unshown > 0) {
            return new Outcome.Fails("/matters", "transfers.control.completion.unshown", unshown);
        }
        long late = all.stream()
                .filter(step -> !step.isDone())
                .filter(step -> step.due()
                        .filter(due -> due.rule().isPresent() && today.isAfter(due.day()))
                        .isPresent())
                .filter(step -> step.step() != TransferStep.SHAREHOLDERS_ANSWERED)
                .count();
        long done = all.stream().filter(Step::isDone).count();
        return late > 0
                ? new Outcome.Fails("/matters", "transfers.control.completion.late", late)
                : new Outcome.Holds("transfers.control.completion.holds", done);
    }
}
