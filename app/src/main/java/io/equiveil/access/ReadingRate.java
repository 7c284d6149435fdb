package io.equiveil.access;

import io.equiveil.kernel.SystemPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/// How much each of the machine's own readers has read in the last minute on this node. A reader that runs away is
/// stopped here; what it read before is in the ledger.
final class ReadingRate {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<SystemPrincipal, Deque<Instant>> reads = new EnumMap<>(SystemPrincipal.class);

    /// Takes up to `wanted` places.
    ///
    /// @return how many were left and are now taken
    synchronized int take(SystemPrincipal principal, int wanted, int perMinute, Instant now) {
        Deque<Instant> taken = reads.computeIfAbsent(principal, _ -> new ArrayDeque<>());
        while (!taken.isEmpty() && !taken.peekFirst().isAfter(now.minus(WINDOW))) {
            taken.removeFirst();
        }
        int granted = Math.max(0, Math.min(wanted, perMinute - taken.size()));
        for (int i = 0; i < granted; i++) {
            taken.addLast(now);
        }
        return granted;
    }
}
