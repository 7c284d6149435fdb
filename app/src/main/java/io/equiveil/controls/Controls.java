package io.equiveil.controls;

import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/// The front door: how each promised measure stands, what was seen, and how it stood before.
///
/// Promises: there are always 71 answers; none says `holds` that was not looked at within the last ten minutes; every
/// change is published as [ControlChanged] in the transaction that keeps it.
public class Controls {

    /// A result older than this is no longer an answer.
    public static final Duration FRESH = Duration.ofMinutes(10);

    /// For how long a measure has to hold in one piece before an earlier failure counts as over.
    static final Duration CALM = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Controls.class);
    private static final int TREND_DAYS = 30;
    private static final int MOST_CHANGES = 2_000;

    private final Catalogue catalogue;
    private final ControlRun run;
    private final ControlResults results;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Controls(
            Catalogue catalogue,
            ControlRun run,
            ControlResults results,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.catalogue = catalogue;
        this.run = run;
        this.results = results;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /// How every measure stands, in the order of the catalogue.
    public List<ControlState> all() {
        Map<ControlId, ControlResults.Latest> latest = results.latest();
        Instant now = clock.instant();
        return catalogue.measures().stream()
                .map(measure -> state(measure, Optional.ofNullable(latest.get(measure.id())), now))
                .toList();
    }

    /// How this measure stands.
    ///
    /// @throws java.util.NoSuchElementException if the catalogue has no such measure
    public ControlState state(ControlId control) {
        return state(catalogue.find(control).orElseThrow(), results.latest(control), clock.instant());
    }

    /// What changed, the newest first.
    ///
    /// @param most at most so many
    public List<ControlChange> history(ControlId control, int most) {
        return results.changes(control, most);
    }

    /// How it stood on each of the last 30 days.
    public Trend trend(ControlId control) {
        return Trend.of(results.changes(control, MOST_CHANGES), clock.instant(), TREND_DAYS);
    }

    /// Runs every check now and keeps what came of it.
    public void checkNow() {
        Map<ControlId, ControlRun.Verdict> verdicts = run.run();
        Instant at = clock.instant();
        verdicts.forEach((control, verdict) -> keep(control, verdict, at));
    }

    private void keep(ControlId control, ControlRun.Verdict verdict, Instant at) {
        try {
            transactions.executeWithoutResult(_ -> keepAndPublish(control, verdict, at));
        } catch (RuntimeException e) {
            // The ledger cannot take the change. That the measure is red must be seen all the same, so the result is
            // kept and the change is published with the next one that can be.
            LOG.error(
                    "control {} {} not recorded: {}",
                    control,
                    verdict.status(),
                    e.getClass().getName());
            transactions.executeWithoutResult(_ -> keepUnrecorded(control, verdict, at));
        }
    }

    private void keepAndPublish(ControlId control, ControlRun.Verdict verdict, Instant at) {
        Optional<ControlResults.Latest> before = results.lock(control);
        boolean changed = before.map(latest -> latest.status() != verdict.status() || !latest.recorded())
                .orElse(true);
        results.keep(next(control, verdict, before, at, true));
        if (changed) {
            results.addChange(new ControlChange(control, verdict.status(), at, verdict.evidence()));
            ControlStatus stood = before.map(ControlResults.Latest::status).orElse(ControlStatus.UNKNOWN);
            events.publishEvent(new ControlChanged(control, stood, verdict.status(), at));
        }
    }

    private void keepUnrecorded(ControlId control, ControlRun.Verdict verdict, Instant at) {
        results.keep(next(control, verdict, results.lock(control), at, false));
    }

    private static ControlResults.Latest next(
            ControlId control,
            ControlRun.Verdict verdict,
            Optional<ControlResults.Latest> before,
            Instant at,
            boolean recorded) {
        Instant since = before.filter(latest -> latest.status() == verdict.status())
                .map(ControlResults.Latest::since)
                .orElse(at);
        return new ControlResults.Latest(
                control,
                verdict.status(),
                since,
                at,
                verdict.evidence(),
                verdict.repairPath().orElse(null),
                recorded,
                troubledSince(verdict, before, since, at));
    }

    /// A failure that comes and goes, or whose check breaks now and then, is one failure: it counts from its first
    /// moment.
    private static Optional<Instant> troubledSince(
            ControlRun.Verdict verdict, Optional<ControlResults.Latest> before, Instant since, Instant at) {
        Optional<Instant> so = before.flatMap(ControlResults.Latest::troubledSince);
        boolean faulty = verdict.status() == ControlStatus.FAILS
                || verdict.evidence().stream().anyMatch(Evidence::namesAFault);
        if (faulty) {
            return Optional.of(so.orElse(at));
        }
        boolean calm =
                verdict.status() == ControlStatus.HOLDS && !since.plus(CALM).isAfter(at);
        return calm ? Optional.empty() : so;
    }

    static ControlState state(Measure measure, Optional<ControlResults.Latest> latest, Instant now) {
        if (latest.isEmpty()) {
            return new ControlState(
                    measure,
                    ControlStatus.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(Evidence.of("controls.evidence.none")),
                    Optional.empty(),
                    Optional.empty());
        }
        ControlResults.Latest last = latest.get();
        boolean stale = last.checkedAt().plus(FRESH).isBefore(now);
        return new ControlState(
                measure,
                stale ? ControlStatus.UNKNOWN : last.status(),
                Optional.of(stale ? last.checkedAt() : last.since()),
                Optional.of(last.checkedAt()),
                stale ? List.of(Evidence.of("controls.evidence.stale", last.checkedAt())) : last.evidence(),
                Optional.ofNullable(last.repairPath()),
                last.troubledSince());
    }
}
