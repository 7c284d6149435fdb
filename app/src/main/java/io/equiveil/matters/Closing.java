package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.MatterAbandoned;
import io.equiveil.matters.MatterFacts.MatterClosed;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.nda.Agreements;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Closes matters: access of the other side ends, the clocks of agreements start.
@Component
class Closing {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final Duties duties;
    private final Summaries summaries;
    private final Agreements agreements;
    private final StageHistory history;
    private final Ledger ledger;
    private final Clock clock;

    Closing(
            MatterRepository matters,
            PartyRepository parties,
            Duties duties,
            Summaries summaries,
            Agreements agreements,
            StageHistory history,
            Ledger ledger,
            Clock clock) {
        this.matters = matters;
        this.parties = parties;
        this.duties = duties;
        this.summaries = summaries;
        this.agreements = agreements;
        this.history = history;
        this.ledger = ledger;
        this.clock = clock;
    }

    MatterResult close(Requester.SignedIn who, MatterRow row) {
        List<Blocker> blockers = new ArrayList<>();
        if (row.closedAt().isPresent()) {
            blockers.add(Blocker.ALREADY_CLOSED);
        }
        if (row.stage() != MatterStage.REGISTRATION) {
            blockers.add(Blocker.NOT_THE_NEXT_STAGE);
        }
        if (!duties.areDone(row, _ -> true)) {
            blockers.add(Blocker.STEPS_OPEN);
        }
        blockers.addAll(row.stops());
        return blockers.isEmpty() ? closeNow(who, row) : new Blocked(blockers);
    }

    /// Ends a matter without a transfer; compliance may not have stopped it.
    MatterResult abandon(Requester.SignedIn who, MatterRow row, AbandonReason reason) {
        if (row.closedAt().isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_CLOSED));
        }
        if (row.suspended()) {
            return new Blocked(List.of(Blocker.ON_HOLD));
        }
        Instant now = clock.instant();
        return end(
                who, row.at(MatterStage.ABANDONED, Optional.of(now)), new MatterAbandoned(row.id(), reason, now), now);
    }

    private MatterResult closeNow(Requester.SignedIn who, MatterRow row) {
        Instant now = clock.instant();
        return end(who, row.at(MatterStage.CLOSED, Optional.of(now)), new MatterClosed(row.id(), now), now);
    }

    private MatterResult end(Requester.SignedIn who, MatterRow next, Recorded fact, Instant now) {
        MatterId id = next.id();
        Receipt receipt =
                ledger.append(Entry.of(who, fact).raising(Scope.of(id)).about(MatterRow.name(id), next.version()));
        matters.update(next, receipt.leafHash());
        history.add(id, next.stage(), who.person(), receipt);
        agreements.matterClosed(who, id, now, stillOpen(id));
        return summaries.done(next);
    }

    /// Other open matters of the same parties, so that their agreements do not lapse.
    private Set<MatterId> stillOpen(MatterId id) {
        return parties.of(id).stream()
                .flatMap(party -> matters.ofSubject(party.subject()).stream())
                .filter(other -> other.closedAt().isEmpty() && !other.id().equals(id))
                .map(MatterRow::id)
                .collect(Collectors.toSet());
    }
}
