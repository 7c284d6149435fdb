package io.equiveil.training;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 4.2: every attestation that the gate relies on is what was written.
@Component
class TrainingCheck implements ControlCheck {

    private final Attestations attestations;

    TrainingCheck(Attestations attestations) {
        this.attestations = attestations;
    }

    @Override
    public ControlId control() {
        return new ControlId("4.2");
    }

    @Override
    public Outcome check() {
        List<Attestation> known = attestations.all();
        long touched = known.stream().filter(one -> !one.genuine()).count();
        if (touched > 0) {
            return new Outcome.Fails("/training", "training.control.touched", touched);
        }
        return known.isEmpty()
                ? new Outcome.Unknown("training.control.none")
                : new Outcome.Holds("training.control.holds", known.size());
    }
}
