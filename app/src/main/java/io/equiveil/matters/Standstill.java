package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.subjects.spi.LegalStops;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says what is held and what is stopped, to this room and to others. Reads genuine rows only; whatever is not genuine
/// counts as held.
@Component
class Standstill implements LegalStops {

    private final MatterRepository matters;
    private final PartyRepository parties;

    Standstill(MatterRepository matters, PartyRepository parties) {
        this.matters = matters;
        this.parties = parties;
    }

    @Override
    public boolean isHeld(SubjectId subject) {
        return matters.lockedOfParty(subject).stream().anyMatch(this::isHeld);
    }

    private boolean isHeld(MatterId id) {
        return matters.find(id).map(MatterRow::legalHold).orElse(true);
    }

    @Override
    public boolean isBound(SubjectId subject) {
        return matters.lockedOfParty(subject).stream().anyMatch(id -> isOpen(id) && isBound(id, subject));
    }

    @Override
    public boolean hasSold(SubjectId subject) {
        return matters.lockedOfParty(subject).stream().anyMatch(id -> isSeller(id, subject));
    }

    private boolean isOpen(MatterId id) {
        return matters.find(id).map(row -> row.closedAt().isEmpty()).orElse(true);
    }

    private boolean isSeller(MatterId id, SubjectId subject) {
        return parties.find(id, subject)
                .map(party -> party.side() == Side.SELLER)
                .orElse(true);
    }

    private boolean isBound(MatterId id, SubjectId subject) {
        return parties.find(id, subject)
                .map(party -> party.side() == Side.SELLER || party.standing() == Standing.ADMITTED)
                .orElse(true);
    }

    @Override
    public boolean isRunning(MatterId matter) {
        return matters.find(matter)
                .filter(row -> row.closedAt().isEmpty() && !row.isStopped())
                .isPresent();
    }

    /// Whether a legal hold keeps everything of a matter. No hold can be placed before the caller's transaction ends.
    boolean isHeldAndLocked(MatterId id) {
        matters.lock(id);
        return isHeld(id);
    }

    /// What keeps something of a matter from being removed by hand. No hold can be placed before the caller's
    /// transaction ends.
    Optional<Blocker> againstRemoval(MatterId id) {
        if (isHeldAndLocked(id)) {
            return Optional.of(Blocker.LEGAL_HOLD);
        }
        return matters.find(id).flatMap(row -> {
            if (row.closedAt().isPresent()) {
                return Optional.of(Blocker.ALREADY_CLOSED);
            }
            return row.suspended() ? Optional.of(Blocker.ON_HOLD) : Optional.empty();
        });
    }
}
