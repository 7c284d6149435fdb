package io.equiveil.supervision;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.frame.Display;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Measure 19.1: accesses are sampled by people, every quarter at least.
@Component
class SamplingCheck implements ControlCheck {

    private static final Duration QUARTER = Duration.ofDays(92);
    private static final String REPAIR = "/audit";

    private final Samples samples;
    private final Clock clock;

    SamplingCheck(Samples samples, Clock clock) {
        this.samples = samples;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("19.1");
    }

    @Override
    public Outcome check() {
        Optional<Sample> newest = samples.newest();
        if (newest.isEmpty()) {
            return new Outcome.Unknown("supervision.control.no-sample");
        }
        if (!newest.get().genuine()) {
            return new Outcome.Fails(REPAIR, "supervision.control.touched", 1);
        }
        LocalDate day = LocalDate.ofInstant(newest.get().drawnAt(), Display.SHANGHAI);
        return newest.get().drawnAt().plus(QUARTER).isBefore(clock.instant())
                ? new Outcome.Fails(REPAIR, "supervision.control.sample-old", day)
                : new Outcome.Holds("supervision.control.sampled", day);
    }
}
