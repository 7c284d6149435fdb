package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import java.time.LocalDate;
import java.util.Optional;

/// An open matter at a glance: what comes next, by when, and who has to act.
///
/// @param to       the stage that comes next; empty when only closing is left
/// @param obstacle what stands in the way first, other than open steps
/// @param step     the open step that is due next, of whatever stage; without a date the first of this stage
/// @param late     whether its day is over
/// @param whose    who answers for what comes next in the firm, or leads the matter
public record BoardCard(
        MatterSummary matter,
        Optional<MatterStage> to,
        Optional<Blocker> obstacle,
        Optional<Duty> step,
        boolean late,
        Waiting waiting,
        Optional<PersonId> whose) {

    /// The day of the step that is due next.
    public Optional<LocalDate> due() {
        return step.flatMap(Duty::due);
    }

    /// Who leads the matter.
    public Optional<PersonId> lead() {
        return matter.team().stream()
                .filter(MatterSummary.Member::lead)
                .map(MatterSummary.Member::person)
                .findFirst();
    }
}
