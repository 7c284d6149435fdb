package io.equiveil.nda;

import io.equiveil.controls.ControlState;
import io.equiveil.controls.ControlStatus;
import io.equiveil.controls.Controls;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// How the measures that an agreement promises stand today, as its parties may see it (measure 1.4).
@Service
public class PromisedMeasures {

    // Asked for when needed: this room's own checks are part of what it looks at.
    private final ObjectProvider<Controls> controls;
    private final Clock clock;

    PromisedMeasures(ObjectProvider<Controls> controls, Clock clock) {
        this.controls = controls;
        this.clock = clock;
    }

    /// One promise and how it stands.
    ///
    /// @param checkedAt when it was last looked at; empty if never
    public record Promise(ControlId measure, ControlStatus status, Optional<Instant> checkedAt) {

        /// How it looks: `holds`, `stop` or `unknown`.
        public String badge() {
            return switch (status) {
                case HOLDS -> "holds";
                case FAILS -> "stop";
                case UNKNOWN -> "unknown";
            };
        }
    }

    /// The promises of an agreement, in the order of its text.
    public List<Promise> of(AgreementTerms terms) {
        return terms.measures().stream().map(this::of).toList();
    }

    Promise of(ControlId measure) {
        ControlState state = controls.getObject().state(measure).forThePublic(clock.instant());
        return new Promise(measure, state.status(), state.checkedAt());
    }
}
