package io.equiveil.crossborder;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 16.2: every footing for reading abroad is what was written.
@Component
class CrossborderCheck implements ControlCheck {

    private final WorkLocations locations;

    CrossborderCheck(WorkLocations locations) {
        this.locations = locations;
    }

    @Override
    public ControlId control() {
        return new ControlId("16.2");
    }

    @Override
    public Outcome check() {
        List<WorkLocations.Footing> known = locations.footings();
        long touched = known.stream().filter(one -> !one.genuine()).count();
        if (touched > 0) {
            return new Outcome.Fails("/work-location", "crossborder.control.touched", touched);
        }
        return known.isEmpty()
                ? new Outcome.Unknown("crossborder.control.none")
                : new Outcome.Holds("crossborder.control.holds", known.size());
    }
}
