package io.equiveil.transfers;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A step of a matter as it is stored; a step that nobody has touched has no row and is open.
///
/// @param due the day that people set; the law's own is counted
record StepRow(
        MatterId matter,
        TransferStep step,
        Optional<PersonId> responsible,
        Optional<LocalDate> due,
        Optional<LocalDate> done,
        Optional<PersonId> doneBy,
        long version) {

    static StepRow untouched(MatterId matter, TransferStep step) {
        return new StepRow(matter, step, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    static String name(MatterId matter, TransferStep step) {
        return "transfers.steps/" + matter + "/" + step;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(matter, step),
                version,
                leaf,
                List.of(
                        matter.toString(),
                        step.name(),
                        responsible.map(PersonId::toString).orElse("-"),
                        due.map(LocalDate::toString).orElse("-"),
                        done.map(LocalDate::toString).orElse("-"),
                        doneBy.map(PersonId::toString).orElse("-")));
    }

    StepRow doneOn(LocalDate day, PersonId by) {
        return new StepRow(matter, step, responsible, due, Optional.of(day), Optional.of(by), version + 1);
    }

    StepRow reopened() {
        return new StepRow(matter, step, responsible, due, Optional.empty(), Optional.empty(), version + 1);
    }

    StepRow dueOn(LocalDate day) {
        return new StepRow(matter, step, responsible, Optional.of(day), done, doneBy, version + 1);
    }

    StepRow by(PersonId person) {
        return new StepRow(matter, step, Optional.of(person), due, done, doneBy, version + 1);
    }
}
