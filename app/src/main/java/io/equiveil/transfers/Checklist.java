package io.equiveil.transfers;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The legal steps of a matter, dated, with what shows that they were done.
///
/// @param steps        in their order
/// @param shareholders the other shareholders who were entered, in the order of entry
public record Checklist(MatterId matter, Preemption preemption, List<Step> steps, List<Shareholder> shareholders) {

    public Checklist {
        steps = List.copyOf(steps);
        shareholders = List.copyOf(shareholders);
    }

    /// One step.
    ///
    /// @param rules            rules of law that it rests on
    /// @param documentRequired whether something has to show that it was done
    /// @param documents        what shows it: documents of the data room that are still there
    public record Step(
            TransferStep step,
            MatterStage stage,
            List<String> rules,
            Optional<Deadline> due,
            Optional<PersonId> responsible,
            Optional<LocalDate> doneOn,
            Optional<PersonId> doneBy,
            boolean documentRequired,
            List<DocumentId> documents) {

        public boolean isDone() {
            return doneOn.isPresent();
        }

        Step with(List<DocumentId> shown) {
            return new Step(step, stage, rules, due, responsible, doneOn, doneBy, documentRequired, shown);
        }
    }

    /// By when.
    ///
    /// @param rule    the rule that says so; empty if people agreed on it
    /// @param certain whether the day stands, because the calendar of working days is known
    public record Deadline(LocalDate day, Optional<String> rule, boolean certain) {}

    Checklist with(UnaryOperator<Step> change) {
        return new Checklist(matter, preemption, steps.stream().map(change).toList(), shareholders);
    }

    public Optional<Step> step(TransferStep which) {
        return steps.stream().filter(step -> step.step() == which).findFirst();
    }
}
