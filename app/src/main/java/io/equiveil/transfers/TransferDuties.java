package io.equiveil.transfers;

import io.equiveil.kernel.MatterId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.spi.Duty;
import io.equiveil.matters.spi.StageDuties;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells the matter which legal steps keep it in a stage.
@Component
class TransferDuties implements StageDuties {

    private final Checklists checklists;

    TransferDuties(Checklists checklists) {
        this.checklists = checklists;
    }

    @Override
    public Map<MatterId, List<Duty>> of(Collection<MatterSummary> matters) {
        return checklists.withoutDocuments(matters).values().stream()
                .collect(Collectors.toMap(
                        Checklist::matter,
                        checklist -> checklist.steps().stream()
                                .map(step -> new Duty(
                                        step.stage(),
                                        "transfers.step." + step.step(),
                                        step.due().map(Checklist.Deadline::day),
                                        step.doneOn(),
                                        "/matters/" + checklist.matter() + "/steps/" + step.step(),
                                        step.responsible()))
                                .toList()));
    }
}
