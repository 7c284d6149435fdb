package io.equiveil.matters;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import org.springframework.stereotype.Component;

/// Measure D.2: every matter's row is what was written, and every open matter can be found by the company it is about,
/// so that no conflict stays unseen.
@Component
class MandateCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final MatterRepository matters;
    private final Targets targets;

    MandateCheck(MatterRepository matters, Targets targets) {
        this.matters = matters;
        this.targets = targets;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.2");
    }

    @Override
    public Outcome check() {
        long forged = matters.countNotGenuine();
        if (forged > 0) {
            return new Outcome.Fails("/matters", "matters.control.forged", forged);
        }
        long unindexed = targets.unindexed();
        if (unindexed > 0) {
            return new Outcome.Fails("/matters", "matters.control.unindexed", unindexed);
        }
        int open = matters.open(SAMPLE).size();
        return open == 0
                ? new Outcome.Unknown("matters.control.none")
                : new Outcome.Holds("matters.control.genuine", open);
    }
}
