package io.equiveil.matters;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.MatterStage;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.3: no open matter speaks to buyers without a teaser that the machine wrote and a person approved.
@Component
class TeaserCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final MatterRepository matters;
    private final Teasers teasers;

    TeaserCheck(MatterRepository matters, Teasers teasers) {
        this.matters = matters;
        this.teasers = teasers;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.3");
    }

    @Override
    public Outcome check() {
        List<MatterRow> outside = matters.open(SAMPLE).stream()
                .filter(row -> row.stage().hasReached(MatterStage.BLIND_TEASER))
                .toList();
        if (outside.isEmpty()) {
            return new Outcome.Unknown("matters.control.teaser.none");
        }
        long without =
                outside.stream().filter(row -> !teasers.everApproved(row.id())).count();
        return without > 0
                ? new Outcome.Fails("/matters", "matters.control.teaser.without", without)
                : new Outcome.Holds("matters.control.teaser.holds", outside.size());
    }
}
