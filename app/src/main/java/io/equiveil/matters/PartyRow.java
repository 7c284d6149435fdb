package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.List;

/// A party of a matter as it is stored.
record PartyRow(MatterId matter, SubjectId subject, Side side, Standing standing, Instant since, long version) {

    static String name(MatterId matter, SubjectId subject) {
        return "matters.parties/" + matter + "/" + subject;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(matter, subject),
                version,
                leaf,
                List.of(matter.toString(), subject.toString(), side.name(), standing.name()));
    }
}
