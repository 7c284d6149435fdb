package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.matters.spi.Duty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A stage on a matter's time line.
///
/// @param reachedAt when the matter came to it; empty for what lies ahead
/// @param by        who took it there
/// @param intake    number on arrival of the ledger's entry about it
/// @param current   whether the matter stands here
/// @param duties    what has to be done before it can be left
public record StagePoint(
        MatterStage stage,
        Optional<Instant> reachedAt,
        Optional<PersonId> by,
        OptionalLong intake,
        boolean current,
        List<Duty> duties) {

    public StagePoint {
        duties = List.copyOf(duties);
    }
}
