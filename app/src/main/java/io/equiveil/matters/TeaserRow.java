package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A teaser as it is stored; its words are sealed.
record TeaserRow(
        UUID id,
        MatterId matter,
        TeaserState state,
        Instant writtenAt,
        PersonId writtenBy,
        Optional<PersonId> approvedBy,
        Optional<Instant> approvedAt,
        long version) {

    static String name(UUID id) {
        return "matters.teasers/" + id;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(id),
                version,
                leaf,
                List.of(
                        matter.toString(),
                        state.name(),
                        approvedBy.map(PersonId::toString).orElse("-"),
                        approvedAt.map(Instant::toString).orElse("-")));
    }

    TeaserRow approved(PersonId by, Instant at) {
        return new TeaserRow(
                id, matter, TeaserState.APPROVED, writtenAt, writtenBy, Optional.of(by), Optional.of(at), version + 1);
    }

    TeaserRow in(TeaserState next) {
        return new TeaserRow(id, matter, next, writtenAt, writtenBy, approvedBy, approvedAt, version + 1);
    }

    Teaser asShown() {
        return new Teaser(id, state, writtenAt, writtenBy, approvedBy, approvedAt);
    }
}
