package io.equiveil.supervision;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.frame.Display;
import io.equiveil.kernel.ControlId;
import io.equiveil.supervision.Finding.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 19.3: findings are answered within ten days and mended by the day that the firm named.
@Component
class FindingsCheck implements ControlCheck {

    private static final Duration TO_ANSWER = Duration.ofDays(10);
    private static final String REPAIR = "/audit";

    private final Findings findings;
    private final Clock clock;

    FindingsCheck(Findings findings, Clock clock) {
        this.findings = findings;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("19.3");
    }

    @Override
    public Outcome check() {
        List<Finding> known = findings.all();
        if (known.isEmpty()) {
            return new Outcome.Unknown("supervision.control.no-finding");
        }
        long touched = known.stream().filter(finding -> !finding.genuine()).count();
        if (touched > 0) {
            return new Outcome.Fails(REPAIR, "supervision.control.touched", touched);
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Display.SHANGHAI);
        long late = known.stream()
                .filter(finding -> finding.lateOn(today)
                        || finding.state() == State.FILED
                                && finding.changed().plus(TO_ANSWER).isBefore(now))
                .count();
        long open = known.stream()
                .filter(finding -> finding.state() != State.CLOSED)
                .count();
        return late > 0
                ? new Outcome.Fails(REPAIR, "supervision.control.late", late)
                : new Outcome.Holds("supervision.control.in-time", known.size(), open);
    }
}
