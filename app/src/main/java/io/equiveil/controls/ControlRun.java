package io.equiveil.controls;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.kernel.ControlId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs all checks, each on a thread of its own and for no longer than its time.
///
/// A check that throws or takes too long tells nothing: its measure is unknown, never good. One that is late is left to
/// finish by itself, and is not started again before: to interrupt it would break the connection to the database that
/// it has in its hands, and whoever is lent that one next.
final class ControlRun {

    private static final int AT_ONCE = 4;

    private final Supplier<List<ControlCheck>> checks;
    private final Duration limit;
    private final Set<ControlCheck> running =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /// @param checks asked for at each run, since a check may itself ask how measures stand
    ControlRun(Supplier<List<ControlCheck>> checks, Duration limit) {
        this.checks = checks;
        this.limit = limit;
    }

    /// What all checks of a measure together say.
    ///
    /// @param evidence   of those that decided: the failing ones, else those that could not tell, else all
    /// @param repairPath of the first that fails
    record Verdict(ControlStatus status, List<Evidence> evidence, Optional<String> repairPath) {}

    /// Looks now, and comes back when every check has answered or used up its time.
    Map<ControlId, Verdict> run() {
        Map<ControlId, List<Outcome>> outcomes = new TreeMap<>();
        Semaphore places = new Semaphore(AT_ONCE);
        // Not closed with try: closing would wait for a check that hangs.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Started> started = checks.get().stream()
                    .map(check -> new Started(check, start(check, threads, places)))
                    .toList();
            for (Started one : started) {
                outcomes.computeIfAbsent(one.check().control(), _ -> new ArrayList<>())
                        .add(outcome(one));
            }
        } finally {
            threads.shutdown();
        }
        Map<ControlId, Verdict> verdicts = new TreeMap<>();
        outcomes.forEach((control, all) -> verdicts.put(control, verdict(all)));
        return verdicts;
    }

    static Verdict verdict(List<Outcome> outcomes) {
        List<Outcome> failing =
                outcomes.stream().filter(Outcome.Fails.class::isInstance).toList();
        if (!failing.isEmpty()) {
            return new Verdict(
                    ControlStatus.FAILS,
                    failing.stream().map(Evidence::of).toList(),
                    Optional.of(((Outcome.Fails) failing.getFirst()).repairPath()));
        }
        List<Outcome> unknown =
                outcomes.stream().filter(Outcome.Unknown.class::isInstance).toList();
        return unknown.isEmpty()
                ? new Verdict(
                        ControlStatus.HOLDS, outcomes.stream().map(Evidence::of).toList(), Optional.empty())
                : new Verdict(
                        ControlStatus.UNKNOWN,
                        unknown.stream().map(Evidence::of).toList(),
                        Optional.empty());
    }

    private Optional<Future<Outcome>> start(ControlCheck check, ExecutorService threads, Semaphore places) {
        if (!running.add(check)) {
            return Optional.empty();
        }
        return Optional.of(threads.submit(() -> {
            try {
                places.acquire();
                try {
                    return check.check();
                } finally {
                    places.release();
                }
            } finally {
                running.remove(check);
            }
        }));
    }

    private Outcome outcome(Started one) {
        if (one.answer().isEmpty()) {
            return late();
        }
        Future<Outcome> answer = one.answer().get();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return late();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Outcome.Unknown(Evidence.BROKEN, cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late();
        }
    }

    private Outcome late() {
        return new Outcome.Unknown("controls.evidence.late", limit.toSeconds());
    }

    private record Started(ControlCheck check, Optional<Future<Outcome>> answer) {}
}
