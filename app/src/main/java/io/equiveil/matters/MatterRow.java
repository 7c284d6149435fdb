package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A matter as it is stored.
record MatterRow(
        MatterId id,
        String codeName,
        CompanyForm form,
        MandateForm mandate,
        MatterStage stage,
        PersonId openedBy,
        Instant openedAt,
        Optional<Instant> closedAt,
        long version) {

    static String name(MatterId id) {
        return "matters.matters/" + id;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(id),
                version,
                leaf,
                List.of(
                        codeName,
                        form.name(),
                        mandate.name(),
                        stage.name(),
                        closedAt.map(Instant::toString).orElse("-")));
    }

    MatterRow at(MatterStage next, Optional<Instant> closed) {
        return new MatterRow(id, codeName, form, mandate, next, openedBy, openedAt, closed, version + 1);
    }
}
