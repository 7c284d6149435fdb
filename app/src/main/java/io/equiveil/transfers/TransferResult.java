package io.equiveil.transfers;

import java.util.List;

/// What came of an act upon the legal steps of a matter.
public sealed interface TransferResult {

    /// Done; this is how the steps stand now.
    record Done(Checklist checklist) implements TransferResult {}

    /// There is no such matter, or not for this person.
    record Unknown() implements TransferResult {}

    /// Something stands in the way: all of it at once.
    record Blocked(List<Obstacle> obstacles) implements TransferResult {
        public Blocked {
            obstacles = List.copyOf(obstacles);
        }
    }
}
