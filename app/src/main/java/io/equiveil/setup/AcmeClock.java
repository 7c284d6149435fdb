package io.equiveil.setup;

import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Orders the next certificate in time, goes on once the record is there, and takes up what a stop interrupted.
@Component
class AcmeClock {

    private static final Logger LOG = LoggerFactory.getLogger(AcmeClock.class);
    private static final long AT_START = 45_000;
    private static final long EVERY_TEN_MINUTES = 600_000;

    /// Authorities keep an order for a week.
    private static final Duration ORDER_LASTS = Duration.ofDays(6);

    /// Longer than any step takes.
    private static final Duration STEP_LASTS = Duration.ofMinutes(10);

    private static final Duration NOT_AGAIN_WITHIN = Duration.ofDays(1);
    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);

    private final AcmeStore store;
    private final AcmeDesk desk;
    private final AcmeWorker worker;
    private final DnsLook dns;
    private final Clock clock;

    AcmeClock(AcmeStore store, AcmeDesk desk, AcmeWorker worker, DnsLook dns, Clock clock) {
        this.store = store;
        this.desk = desk;
        this.worker = worker;
        this.dns = dns;
        this.clock = clock;
    }

    @Scheduled(initialDelay = AT_START, fixedDelay = EVERY_TEN_MINUTES)
    void run() {
        try {
            AcmeStore.Kept kept = store.find();
            Optional<AcmeState> next = next(kept.state());
            if (next.isPresent() && store.change(MACHINE, kept.version(), _ -> next) || isLeft(kept.state())) {
                worker.work();
            }
        } catch (RuntimeException e) {
            LOG.warn("the clock of certificates stopped early: {}", e.getClass().getName());
        }
    }

    /// Whether whoever was at it is so no more.
    private boolean isLeft(AcmeState state) {
        return state.stage().isAtWork() && state.since().plus(STEP_LASTS).isBefore(clock.instant());
    }

    private Optional<AcmeState> next(AcmeState state) {
        Instant now = clock.instant();
        return switch (state.stage()) {
            case IDLE -> due(state, now) ? Optional.of(state.again(true, now)) : Optional.empty();
            case FAILED ->
                due(state, now) && mayTryAgain(state, now) ? Optional.of(state.again(true, now)) : Optional.empty();
            case RECORD -> waiting(state, now);
            case ORDERING, CHECKING -> Optional.empty();
        };
    }

    private boolean due(AcmeState state, Instant now) {
        return desk.renewsAt(state).filter(at -> !at.isAfter(now)).isPresent();
    }

    private static boolean mayTryAgain(AcmeState state, Instant now) {
        Optional<Instant> after = state.trouble().flatMap(AcmeTrouble::after);
        return state.since().plus(NOT_AGAIN_WITHIN).isBefore(now)
                && after.filter(now::isBefore).isEmpty();
    }

    /// Somebody, or a program at the provider of the DNS, sets the record: then nobody has to press anything.
    private Optional<AcmeState> waiting(AcmeState state, Instant now) {
        if (!state.renews() || state.record().isEmpty()) {
            return Optional.empty();
        }
        if (state.since().plus(ORDER_LASTS).isBefore(now)) {
            return Optional.of(state.again(true, now));
        }
        return dns.texts(state.record().get().name()).shows(state.record().get())
                ? Optional.of(state.checking(now))
                : Optional.empty();
    }
}
