package io.equiveil.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What this room does by the clock: records refused sign-ins of minutes that are over, and removes what has run out.
@Component
class IdentityClock {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityClock.class);
    private static final long SECONDS_20 = 20_000;
    private static final long MINUTES_10 = 600_000;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Refusals refusals;
    private final SessionStore sessions;
    private final CodeDesk codes;
    private final Links links;
    private final Clock clock;
    private final Throttle throttle;

    IdentityClock(
            Refusals refusals, SessionStore sessions, CodeDesk codes, Links links, Throttle throttle, Clock clock) {
        this.refusals = refusals;
        this.sessions = sessions;
        this.codes = codes;
        this.links = links;
        this.clock = clock;
        this.throttle = throttle;
    }

    @Scheduled(initialDelay = SECONDS_20, fixedDelay = SECONDS_20)
    void recordRefusals() {
        try {
            while (refusals.record() > 0) {
                // Until no minute is left.
            }
        } catch (DataAccessException e) {
            LOG.warn("refused sign-ins not recorded: {}", e.getClass().getSimpleName());
        }
    }

    @Scheduled(initialDelay = MINUTES_10, fixedDelay = MINUTES_10)
    void sweep() {
        try {
            Instant old = clock.instant().minus(A_DAY);
            LOG.info(
                    "swept: sessions={} codes={} links={} throttles={}",
                    sessions.sweep(),
                    codes.sweep(old),
                    links.sweep(old),
                    throttle.sweep());
        } catch (DataAccessException e) {
            LOG.warn("not swept: {}", e.getClass().getSimpleName());
        }
    }
}
