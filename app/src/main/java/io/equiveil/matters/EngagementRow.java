package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.List;

/// A partner's engagement for a matter as it is stored.
record EngagementRow(MatterId matter, PartnerId partner, boolean active, Instant since, long version) {

    static String name(MatterId matter, PartnerId partner) {
        return "matters.engagements/" + matter + "/" + partner;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(matter, partner),
                version,
                leaf,
                List.of(matter.toString(), partner.toString(), Boolean.toString(active)));
    }
}
