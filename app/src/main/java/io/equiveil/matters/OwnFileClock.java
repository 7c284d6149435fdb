package io.equiveil.matters;

import io.equiveil.kernel.RetentionGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long one group of a client's own file is kept, and why.
///
/// @param rules     rules of law that keep it
/// @param rule      the one of them that keeps it longest
/// @param keptUntil from when on it may go; empty as long as the relation goes on, or if it is kept for ever
/// @param holds     what keeps it beyond that, or keeps the clock from starting
public record OwnFileClock(
        RetentionGroup group,
        List<String> rules,
        Optional<String> rule,
        Optional<Instant> keptUntil,
        RetentionClock.State state,
        List<OwnFileHold> holds) {

    public OwnFileClock {
        rules = List.copyOf(rules);
        holds = List.copyOf(holds);
    }

    boolean isDue() {
        return state == RetentionClock.State.DUE;
    }

    /// As the client itself is told: that the law keeps something, once that is the only reason left, and never
    /// which hold of compliance it is or why; of a hold that changes nothing yet, nothing.
    OwnFileClock asToldToTheClient() {
        boolean held = state == RetentionClock.State.HELD;
        return new OwnFileClock(
                group,
                rules,
                rule,
                keptUntil,
                state,
                holds.stream()
                        .filter(hold -> held || !hold.kind().isAffairOfTheFirm())
                        .map(hold ->
                                hold.kind().isAffairOfTheFirm() ? OwnFileHold.of(OwnFileHold.Kind.LEGAL_HOLD) : hold)
                        .distinct()
                        .toList());
    }
}
