package io.equiveil.partners;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 5.2: every line of the partner register that the gate relies on is what was written.
@Component
class PartnersCheck implements ControlCheck {

    private final Partners partners;

    PartnersCheck(Partners partners) {
        this.partners = partners;
    }

    @Override
    public ControlId control() {
        return new ControlId("5.2");
    }

    @Override
    public Outcome check() {
        List<Partner> known = partners.all();
        long touched = known.stream().filter(one -> !one.genuine()).count();
        if (touched > 0) {
            return new Outcome.Fails("/partners", "partners.control.touched", touched);
        }
        return known.isEmpty()
                ? new Outcome.Unknown("partners.control.none")
                : new Outcome.Holds("partners.control.holds", known.size());
    }
}
