package io.equiveil.approvals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// When something that waits passes on to the deputies as well.
@Component
class PassingOn {

    private final ApprovalSettings settings;

    PassingOn(ApprovalSettings settings) {
        this.settings = settings;
    }

    /// The moment from which deputies may decide: after the time that is set, or after half of its own time if it would
    /// lapse before the deputies had as long.
    Instant at(Instant askedAt, Optional<Instant> until) {
        Duration after = settings.deputyAfter();
        return askedAt.plus(until.map(end -> Duration.between(askedAt, end).dividedBy(2))
                .filter(half -> half.compareTo(after) < 0)
                .orElse(after));
    }

    /// The time that is set, in whole hours.
    long hours() {
        return settings.deputyAfter().toHours();
    }
}
