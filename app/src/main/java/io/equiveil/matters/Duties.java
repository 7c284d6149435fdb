package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.spi.Duty;
import io.equiveil.matters.spi.StageDuties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return of(List.of(matter)).getOrDefault(matter.id(), List.of());
    }

    /// The same for many matters at once.
    Map<MatterId, List<Duty>> of(Collection<MatterSummary> matters) {
        Map<MatterId, List<Duty>> all = new HashMap<>();
        rooms.orderedStream()
                .forEach(room -> room.of(matters)
                        .forEach((matter, duties) -> all.computeIfAbsent(matter, _ -> new ArrayList<>())
                                .addAll(duties)));
        return all;
    }

    /// Whether everything is done that belongs to these stages. Where nobody answers for legal steps, nothing is
    /// known to be done from due diligence on.
    boolean areDone(MatterRow row, Predicate<MatterStage> stages) {
        return areDone(row.stage(), of(summaries.of(row)), stages);
    }

    /// The same where the duties are known already.
    boolean areDone(MatterStage at, List<Duty> duties, Predicate<MatterStage> stages) {
        return rooms.orderedStream().findAny().isEmpty()
                ? !at.hasReached(MatterStage.DUE_DILIGENCE)
                : duties.stream().filter(duty -> stages.test(duty.stage())).allMatch(Duty::isDone);
    }
}
