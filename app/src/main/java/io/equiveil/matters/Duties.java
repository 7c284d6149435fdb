package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.spi.Duty;
import io.equiveil.matters.spi.StageDuties;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What rooms above say has to be done in a matter.
@Component
class Duties {

    private final ObjectProvider<StageDuties> rooms;
    private final Summaries summaries;

    Duties(ObjectProvider<StageDuties> rooms, Summaries summaries) {
        this.rooms = rooms;
        this.summaries = summaries;
    }

    List<Duty> of(MatterSummary matter) {
        return rooms.orderedStream().flatMap(room -> room.of(matter).stream()).toList();
    }

    /// Whether everything is done that belongs to these stages. Where nobody answers for legal steps, nothing is
    /// known to be done from due diligence on.
    boolean areDone(MatterRow row, Predicate<MatterStage> stages) {
        List<StageDuties> answering = rooms.orderedStream().toList();
        if (answering.isEmpty()) {
            return !row.stage().hasReached(MatterStage.DUE_DILIGENCE);
        }
        MatterSummary matter = summaries.of(row);
        return answering.stream()
                .flatMap(room -> room.of(matter).stream())
                .filter(duty -> stages.test(duty.stage()))
                .allMatch(Duty::isDone);
    }
}
