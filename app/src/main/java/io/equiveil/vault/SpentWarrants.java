package io.equiveil.vault;

import io.equiveil.kernel.DecisionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Decisions whose warrant was presented, remembered until it would have expired anyway.
final class SpentWarrants {

    private record Spent(DecisionId decision, Instant until) {}

    private final Set<DecisionId> spent = new HashSet<>();
    private final Deque<Spent> inOrder = new ArrayDeque<>();

    /// @param until no warrant of this decision is good from this moment on
    /// @return false if it was spent before
    synchronized boolean spend(DecisionId decision, Instant until, Instant now) {
        while (!inOrder.isEmpty() && !inOrder.getFirst().until.isAfter(now)) {
            spent.remove(inOrder.removeFirst().decision);
        }
        if (!spent.add(decision)) {
            return false;
        }
        inOrder.addLast(new Spent(decision, until));
        return true;
    }

    synchronized int size() {
        return spent.size();
    }
}
