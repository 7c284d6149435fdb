package io.equiveil.ledger;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.ledger.LedgerAudit.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is stored is what was recorded: all of it once a day, the newest entries whenever somebody asks.
final class LedgerIntact implements ControlCheck, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIntact.class);
    private static final long TAIL = 1_000;
    private static final Duration FIRST_AFTER = Duration.ofMinutes(1);

    private final LedgerAudit audit;
    private final Duration every;
    private volatile @Nullable Report lastWhole;
    private @Nullable ScheduledExecutorService schedule;

    /// @param every how often everything is checked
    LedgerIntact(LedgerAudit audit, Duration every) {
        this.audit = audit;
        this.every = every;
    }

    synchronized void start() {
        if (schedule == null) {
            schedule = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ledger-audit").factory());
            schedule.scheduleWithFixedDelay(
                    this::checkAll, FIRST_AFTER.toSeconds(), every.toSeconds(), TimeUnit.SECONDS);
        }
    }

    void checkAll() {
        try {
            Report report = audit.check();
            lastWhole = report;
            if (!report.isClean()) {
                LOG.error("the log was altered: {}", report.findings());
            }
        } catch (RuntimeException e) {
            LOG.error("the audit of the log failed: {}", e.getClass().getName());
        }
    }

    /// The last check of everything since this node started.
    Optional<Report> lastWhole() {
        return Optional.ofNullable(lastWhole);
    }

    @Override
    public ControlId control() {
        return LedgerControls.LOGS;
    }

    @Override
    public Outcome check() {
        Report whole = lastWhole;
        if (whole != null && !whole.isClean()) {
            return new Outcome.Fails(
                    LedgerControls.PAGE,
                    "ledger.check.altered",
                    whole.findings().size(),
                    whole.at());
        }
        Report tail = audit.checkTail(TAIL);
        return tail.isClean()
                ? new Outcome.Holds("ledger.check.intact", tail.entries(), tail.at())
                : new Outcome.Fails(
                        LedgerControls.PAGE,
                        "ledger.check.altered",
                        tail.findings().size(),
                        tail.at());
    }

    @Override
    public synchronized void close() {
        if (schedule != null) {
            schedule.shutdownNow();
            schedule = null;
        }
    }
}
