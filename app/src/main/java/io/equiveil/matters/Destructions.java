package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.DestructionRepository.DestructionRow;
import io.equiveil.matters.MatterFacts.DestructionAsked;
import io.equiveil.matters.MatterFacts.MatterKeysDestroyed;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Destroys the keys of what is past its retention, by two people.
@Component
class Destructions {

    private final MatterRepository matters;
    private final DestructionRepository destructions;
    private final Involvement involvement;
    private final Summaries summaries;
    private final KeyCustody custody;
    private final Ledger ledger;
    private final Clock clock;

    Destructions(
            MatterRepository matters,
            DestructionRepository destructions,
            Involvement involvement,
            Summaries summaries,
            KeyCustody custody,
            Ledger ledger,
            Clock clock) {
        this.matters = matters;
        this.destructions = destructions;
        this.involvement = involvement;
        this.summaries = summaries;
        this.custody = custody;
        this.ledger = ledger;
        this.clock = clock;
    }

    MatterResult ask(Requester.SignedIn who, MatterRow row) {
        List<Blocker> blockers = blockers(row);
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        ledger.append(Entry.of(who, new DestructionAsked(row.id())));
        destructions.ask(row.id(), who.person(), clock.instant());
        return summaries.done(row);
    }

    MatterResult approve(Requester.SignedIn who, MatterId id) {
        Optional<MatterRow> found = matters.find(id);
        Optional<PersonId> askedBy = destructions.askedBy(id);
        if (found.isEmpty() || askedBy.isEmpty() || !mayApprove(who, id)) {
            return new Unknown();
        }
        MatterRow row = found.get();
        List<Blocker> blockers = new ArrayList<>(blockers(row));
        if (askedBy.get().equals(who.person())) {
            blockers.add(Blocker.SAME_PERSON);
        }
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        Set<RetentionGroup> groups = due(row);
        ledger.append(Entry.of(who, new MatterKeysDestroyed(id, groups, askedBy.get()))
                .raising(Scope.of(id)));
        for (RetentionGroup group : groups) {
            Instant at = custody.destroyKeyForever(Owner.of(id), group).orElse(clock.instant());
            destructions.add(id, new DestructionRow(group, at, askedBy.get(), who.person()));
        }
        destructions.answered(id);
        return summaries.done(row);
    }

    private boolean mayApprove(Requester.SignedIn who, MatterId id) {
        return who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.OWNER)
                || who.isStaff() && involvement.isOnTeam(who.person(), id);
    }

    private List<Blocker> blockers(MatterRow row) {
        if (row.closedAt().isEmpty()) {
            return List.of(Blocker.NOT_CLOSED);
        }
        return due(row).isEmpty() ? List.of(Blocker.ALREADY_DESTROYED) : List.of();
    }

    Optional<PersonId> askedBy(MatterId id) {
        return destructions.askedBy(id);
    }

    /// Matters whose destruction waits for this person's approval.
    List<MatterRow> waitingFor(Requester.SignedIn who) {
        return matters.destructionsAskedFor().stream()
                .filter(row -> destructions
                        .askedBy(row.id())
                        .filter(asked -> !asked.equals(who.person()))
                        .isPresent())
                .filter(row -> mayApprove(who, row.id()))
                .toList();
    }

    private Set<RetentionGroup> due(MatterRow row) {
        Set<RetentionGroup> gone =
                destructions.of(row.id()).stream().map(DestructionRow::group).collect(Collectors.toSet());
        return afterClosing(row).stream().filter(group -> !gone.contains(group)).collect(Collectors.toSet());
    }

    /// Documents of a data room go with the closing, as the agreements say; the facts of the deal stay for three
    /// years (RET-TXN), agreements and their evidence as long as claims may arise (RET-CLAIM).
    private static Set<RetentionGroup> afterClosing(MatterRow row) {
        return row.closedAt().isPresent() ? Set.of(RetentionGroup.DOCUMENTS, RetentionGroup.OPTIONAL) : Set.of();
    }

    Optional<DestructionCertificate> certificate(MatterId id) {
        List<DestructionRow> rows = destructions.of(id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return matters.find(id)
                .map(row -> new DestructionCertificate(
                        id,
                        row.codeName(),
                        rows.stream()
                                .map(destroyed -> new DestructionCertificate.Group(
                                        destroyed.group(), custody.destruction(Owner.of(id), destroyed.group())))
                                .toList(),
                        Map.of(RetentionGroup.DEAL, "RET-TXN", RetentionGroup.RELATION, "RET-CLAIM")));
    }
}
