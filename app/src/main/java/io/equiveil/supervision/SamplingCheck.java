package io.equiveil.supervision;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.frame.Display;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Measure 19.1: accesses are sampled by people, every quarter at least. A sample counts once every access in it was
/// looked at; a fortnight is left for that.
@Component
class SamplingCheck implements ControlCheck {

    private static final Duration QUARTER = Duration.ofDays(92);
    private static final Duration TO_LOOK = Duration.ofDays(14);
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
        Optional<Sample> done = samples.newestLookedThrough().filter(Sample::genuine);
        if (done.filter(sample -> isWithin(sample, QUARTER)).isPresent()) {
            return new Outcome.Holds("supervision.control.sampled", day(done.get()));
        }
        if (newest.get().unmarked() == 0) {
            return new Outcome.Fails(REPAIR, "supervision.control.sample-old", day(newest.get()));
        }
        return isWithin(newest.get(), TO_LOOK)
                ? new Outcome.Unknown("supervision.control.sample-open", day(newest.get()))
                : new Outcome.Fails(REPAIR, "supervision.control.sample-unread", day(newest.get()));
    }

    private boolean isWithin(Sample sample, Duration time) {
        return !sample.drawnAt().plus(time).isBefore(clock.instant());
    }

    private static LocalDate day(Sample sample) {
        return LocalDate.ofInstant(sample.drawnAt(), Display.SHANGHAI);
    }
}
