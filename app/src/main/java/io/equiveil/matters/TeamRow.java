package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.List;

/// A member of a matter's team as it is stored.
record TeamRow(MatterId matter, PersonId person, TeamPart part, Instant since, long version) {

    static String name(MatterId matter, PersonId person) {
        return "matters.team/" + matter + "/" + person;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(matter, person), version, leaf, List.of(matter.toString(), person.toString(), part.name()));
    }
}
