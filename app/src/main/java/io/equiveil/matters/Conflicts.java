package io.equiveil.matters;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.ConflictRepository.ConflictRow;
import io.equiveil.matters.MatterFacts.ConflictDecided;
import io.equiveil.matters.MatterFacts.ConflictSubmitted;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Looks for conflicts of interest across all open matters without opening any, and leaves what it finds to compliance.
/// Whoever opens a matter learns that something was submitted, and nothing of what or with whom.
@Component
class Conflicts {

    private final MatterRepository matters;
    private final TeamRepository teams;
    private final ConflictRepository conflicts;
    private final PartyRepository parties;
    private final Targets targets;
    private final Involvement involvement;
    private final Summaries summaries;
    private final Ledger ledger;
    private final Clock clock;

    Conflicts(
            MatterRepository matters,
            TeamRepository teams,
            ConflictRepository conflicts,
            PartyRepository parties,
            Targets targets,
            Involvement involvement,
            Summaries summaries,
            Ledger ledger,
            Clock clock) {
        this.matters = matters;
        this.teams = teams;
        this.conflicts = conflicts;
        this.parties = parties;
        this.targets = targets;
        this.involvement = involvement;
        this.summaries = summaries;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What there is about a company, for a matter that is about to be opened or whose company is named anew.
    List<ConflictRow> about(MatterId id, Cleartext name, Optional<Cleartext> code, boolean ownInterest) {
        Instant now = clock.instant();
        List<ConflictRow> found = new ArrayList<>();
        targets.others(id, name, code)
                .forEach(other -> found.add(new ConflictRow(id, Conflict.Kind.SAME_TARGET, Optional.of(other), now)));
        if (ownInterest) {
            found.add(new ConflictRow(id, Conflict.Kind.OWN_INTEREST, Optional.empty(), now));
        }
        return found;
    }

    void submit(List<ConflictRow> found) {
        found.forEach(conflicts::add);
    }

    /// Somebody beside the parties who has a say in a matter may be a party of another open one, or of the
    /// other side of this one. What was found before is not submitted again.
    void personBeside(Requester.SignedIn who, MatterRow row, Set<SubjectId> known) {
        List<PartyRow> here = parties.of(row.id());
        Set<MatterId> open = new LinkedHashSet<>();
        for (SubjectId subject : known) {
            boolean seller = here.stream()
                    .anyMatch(party ->
                            party.side() == Side.SELLER && party.subject().equals(subject));
            if (!seller) {
                matters.ofSubject(subject).stream()
                        .filter(other -> other.closedAt().isEmpty())
                        .map(MatterRow::id)
                        .forEach(open::add);
            }
        }
        List<ConflictRow> found = open.stream()
                .map(other -> new ConflictRow(
                        row.id(),
                        Conflict.Kind.PERSON_BESIDE,
                        Optional.of(other).filter(each -> !each.equals(row.id())),
                        clock.instant()))
                .filter(one -> !conflicts.isKnown(one))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        submit(found);
        ConflictSubmitted fact = new ConflictSubmitted(row.id(), found.size());
        if (row.conflict() == ConflictState.NONE || row.conflict() == ConflictState.CLEARED) {
            MatterRow next = row.with(ConflictState.SUBMITTED);
            Receipt receipt = ledger.append(
                    Entry.of(who, fact).raising(Scope.of(row.id())).about(MatterRow.name(row.id()), next.version()));
            matters.update(next, receipt.leafHash());
        } else {
            ledger.append(Entry.of(who, fact));
        }
    }

    /// What waits for a decision that this person may take.
    List<Conflict> waitingFor(Requester.SignedIn who) {
        if (!decides(who)) {
            return List.of();
        }
        return conflicts.open().stream()
                .filter(row -> !involved(who, row.matter()))
                .flatMap(row -> matters.find(row.matter()).map(matter -> shown(row, matter)).stream())
                .toList();
    }

    private Conflict shown(ConflictRow row, MatterRow matter) {
        return new Conflict(
                row.matter(),
                matter.codeName(),
                leads(row.matter()),
                row.kind(),
                row.other(),
                row.other().flatMap(matters::find).map(MatterRow::codeName),
                row.other().map(this::leads).orElse(List.of()),
                row.foundAt());
    }

    private List<PersonId> leads(MatterId id) {
        return teams.of(id).stream()
                .filter(member -> member.part() == TeamPart.LEAD)
                .map(TeamRow::person)
                .toList();
    }

    /// Nobody decides about a matter on whose team they are, nor about one that rivals their own.
    private boolean involved(Requester.SignedIn who, MatterId id) {
        return involvement.isOnTeam(who.person(), id)
                || conflicts.others(id).stream().anyMatch(other -> involvement.isOnTeam(who.person(), other));
    }

    private static boolean decides(Requester.SignedIn who) {
        return who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.OWNER);
    }

    MatterResult decide(Requester.SignedIn who, MatterId id, boolean clear) {
        Optional<MatterRow> row = matters.find(id);
        if (row.isEmpty() || !decides(who)) {
            return new Unknown();
        }
        if (row.get().conflict() != ConflictState.SUBMITTED) {
            return new Blocked(List.of(Blocker.NO_CONFLICT_WAITS));
        }
        if (involved(who, id)) {
            return new Blocked(List.of(Blocker.SAME_PERSON));
        }
        MatterRow next = row.get().with(clear ? ConflictState.CLEARED : ConflictState.REFUSED);
        Receipt receipt = ledger.append(Entry.of(who, new ConflictDecided(id, clear))
                .raising(Scope.of(id))
                .about(MatterRow.name(id), next.version()));
        matters.update(next, receipt.leafHash());
        conflicts.decide(id, clear, who.person(), clock.instant());
        return summaries.done(next);
    }
}
