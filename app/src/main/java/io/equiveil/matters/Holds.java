package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.HoldLifted;
import io.equiveil.matters.MatterFacts.HoldPlaced;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Compliance stops a matter, or the destruction of its keys, and lets it go on again.
@Component
class Holds {

    private final MatterRepository matters;
    private final HoldRepository holds;
    private final Summaries summaries;
    private final Ledger ledger;
    private final Clock clock;

    Holds(MatterRepository matters, HoldRepository holds, Summaries summaries, Ledger ledger, Clock clock) {
        this.matters = matters;
        this.holds = holds;
        this.summaries = summaries;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Waits for whatever is destroying something of the matter, which locks its row, and is seen by whatever comes
    /// after.
    MatterResult place(Requester.SignedIn who, MatterId id, HoldKind kind, HoldReason reason) {
        matters.lock(id);
        Optional<MatterRow> found = found(who, id);
        if (found.isEmpty()) {
            return new Unknown();
        }
        if (found.get().holds(kind)) {
            return new Blocked(List.of(Blocker.ON_HOLD_ALREADY));
        }
        if (kind == HoldKind.SUSPENSION && found.get().closedAt().isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_CLOSED));
        }
        MatterRow next = found.get().with(kind, true);
        Receipt receipt = ledger.append(Entry.of(who, new HoldPlaced(id, kind, reason))
                .raising(Scope.of(id))
                .about(MatterRow.name(id), next.version()));
        matters.update(next, receipt.leafHash());
        holds.place(id, kind, reason, who.person(), clock.instant());
        return summaries.done(next);
    }

    MatterResult lift(Requester.SignedIn who, MatterId id, HoldKind kind) {
        matters.lock(id);
        Optional<MatterRow> found = found(who, id);
        if (found.isEmpty()) {
            return new Unknown();
        }
        if (!found.get().holds(kind)) {
            return new Blocked(List.of(Blocker.NOT_ON_HOLD));
        }
        MatterRow next = found.get().with(kind, false);
        Receipt receipt = ledger.append(Entry.of(who, new HoldLifted(id, kind))
                .raising(Scope.of(id))
                .about(MatterRow.name(id), next.version()));
        matters.update(next, receipt.leafHash());
        holds.lift(id, kind, who.person(), clock.instant());
        return summaries.done(next);
    }

    private Optional<MatterRow> found(Requester.SignedIn who, MatterId id) {
        return matters.find(id).filter(_ -> who.has(Role.COMPLIANCE_OFFICER));
    }

    List<Hold> of(MatterId id) {
        return holds.of(id);
    }
}
