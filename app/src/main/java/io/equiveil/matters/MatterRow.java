package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A matter as it is stored.
///
/// @param suspended whether compliance has stopped it
/// @param legalHold whether compliance keeps its keys from being destroyed
/// @param simple    whether it is run as a simple matter, which passes over the teaser
record MatterRow(
        MatterId id,
        String codeName,
        CompanyForm form,
        MandateForm mandate,
        MatterStage stage,
        ConflictState conflict,
        boolean suspended,
        boolean legalHold,
        boolean simple,
        PersonId openedBy,
        Instant openedAt,
        Optional<Instant> closedAt,
        long version) {

    static String name(MatterId id) {
        return "matters.matters/" + id;
    }

    /// What keeps a matter from going on came into these rows later: it stands in the MAC only where it says
    /// something, so that rows of earlier versions still hold; and so does that it is run as a simple one. The
    /// number of columns (5, 6, 8 or 9) keeps the forms apart.
    GateRow gateRow(Digest leaf) {
        List<String> columns = new ArrayList<>(List.of(
                codeName,
                form.name(),
                mandate.name(),
                stage.name(),
                closedAt.map(Instant::toString).orElse("-")));
        if (conflict != ConflictState.NONE || suspended || legalHold) {
            columns.addAll(List.of(conflict.name(), Boolean.toString(suspended), Boolean.toString(legalHold)));
        }
        if (simple) {
            columns.add("SIMPLE");
        }
        return new GateRow(name(id), version, leaf, columns);
    }

    MatterRow at(MatterStage next, Optional<Instant> closed) {
        return new MatterRow(
                id,
                codeName,
                form,
                mandate,
                next,
                conflict,
                suspended,
                legalHold,
                simple,
                openedBy,
                openedAt,
                closed,
                version + 1);
    }

    MatterRow with(ConflictState next) {
        return new MatterRow(
                id,
                codeName,
                form,
                mandate,
                stage,
                next,
                suspended,
                legalHold,
                simple,
                openedBy,
                openedAt,
                closedAt,
                version + 1);
    }

    MatterRow with(HoldKind kind, boolean stands) {
        return new MatterRow(
                id,
                codeName,
                form,
                mandate,
                stage,
                conflict,
                kind == HoldKind.SUSPENSION ? stands : suspended,
                kind == HoldKind.LEGAL_HOLD ? stands : legalHold,
                simple,
                openedBy,
                openedAt,
                closedAt,
                version + 1);
    }

    /// The same as a full matter.
    MatterRow grown() {
        return new MatterRow(
                id,
                codeName,
                form,
                mandate,
                stage,
                conflict,
                suspended,
                legalHold,
                false,
                openedBy,
                openedAt,
                closedAt,
                version + 1);
    }

    /// What keeps the matter from going on.
    List<Blocker> stops() {
        List<Blocker> stops = new ArrayList<>();
        if (suspended) {
            stops.add(Blocker.ON_HOLD);
        }
        switch (conflict) {
            case SUBMITTED -> stops.add(Blocker.CONFLICT_WAITS);
            case REFUSED -> stops.add(Blocker.CONFLICT_REFUSED);
            case NOT_YET -> stops.add(Blocker.NOT_TAKEN_UP);
            case NONE, CLEARED -> {}
        }
        return stops;
    }

    /// Whether compliance has suspended the matter, or has yet to agree to it, or does not, or it was
    /// brought in and not taken up: nobody outside the firm but the seller has anything to do with it.
    boolean isStopped() {
        return !stops().isEmpty();
    }

    boolean holds(HoldKind kind) {
        return switch (kind) {
            case SUSPENSION -> suspended;
            case LEGAL_HOLD -> legalHold;
        };
    }
}
