package io.equiveil.transfers;

import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.spi.Duty;
import io.equiveil.matters.spi.StageDuties;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells the matter which legal steps keep it in a stage.
@Component
class TransferDuties implements StageDuties {

    private final Checklists checklists;

    TransferDuties(Checklists checklists) {
        this.checklists = checklists;
    }

    @Override
    public List<Duty> of(MatterSummary matter) {
        return checklists.of(matter).steps().stream()
                .map(step -> new Duty(
                        step.stage(),
                        "transfers.step." + step.step(),
                        step.due().map(Checklist.Deadline::day),
                        step.doneOn(),
                        "/matters/" + matter.id() + "/steps/" + step.step()))
                .toList();
    }
}
