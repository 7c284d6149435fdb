package io.equiveil.nda;

import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.nda.AgreementRepository.Found;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Marks agreements whose term is over. The gate looks at the end itself and does not wait for this; what this adds is
/// the entry in the record, and the state that lists show.
@Component
class AgreementClock {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementClock.class);
    private static final long HOUR = 3_600_000;
    private static final int AT_ONCE = 200;

    private final AgreementRepository agreements;
    private final AgreementLife life;
    private final Clock clock;

    AgreementClock(AgreementRepository agreements, AgreementLife life, Clock clock) {
        this.agreements = agreements;
        this.life = life;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = HOUR)
    void run() {
        lapseDue();
    }

    /// @return how many were marked
    int lapseDue() {
        Requester machine = new Requester.Machine(SystemPrincipal.RETENTION_CLOCK);
        int marked = 0;
        for (Found found : agreements.overdue(clock.instant(), AT_ONCE)) {
            try {
                if (found.genuine()
                        && life.end(machine, found.row(), EndReason.LAPSED) instanceof AgreementResult.Done) {
                    marked++;
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "agreement {} not marked as lapsed: {}",
                        found.row().id(),
                        e.getClass().getName());
            }
        }
        return marked;
    }
}
