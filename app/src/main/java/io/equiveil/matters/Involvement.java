package io.equiveil.matters;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Who has to do with a matter, and what of it that person may know. Reads genuine rows only.
@Component
class Involvement {

    private static final int MOST = 200;

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final TeamRepository teams;
    private final Summaries summaries;

    Involvement(MatterRepository matters, PartyRepository parties, TeamRepository teams, Summaries summaries) {
        this.matters = matters;
        this.parties = parties;
        this.teams = teams;
        this.summaries = summaries;
    }

    Optional<MatterSummary> find(Requester.SignedIn who, MatterId id) {
        return matters.find(id).filter(row -> concerns(who, row.id())).map(row -> shown(who, summaries.of(row)));
    }

    List<MatterSummary> of(Requester.SignedIn who) {
        return summaries.of(rows(who).toList()).stream()
                .map(whole -> shown(who, whole))
                .toList();
    }

    /// Open matters of somebody of the firm, or with oversight; nobody else has any here. Newest first, at most two
    /// hundred.
    List<MatterRow> openRows(Requester.SignedIn who) {
        Set<MatterId> named = who.scope().map(AuditScope::matters).orElse(Set.of());
        if (who.has(Role.AUDITOR) && !named.isEmpty()) {
            // Not the latest so many of all, of which none may be among those that the invitation names.
            return named.stream()
                    .flatMap(id -> matters.find(id).stream())
                    .filter(row -> row.closedAt().isEmpty())
                    .toList();
        }
        if (who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.AUDITOR)) {
            return matters.open(MOST).stream()
                    .filter(row -> oversees(who, row.id()))
                    .toList();
        }
        // The row of the team that the database found says so only if it is genuine.
        List<MatterRow> found = who.isStaff() ? matters.openOfPerson(who.person()) : List.of();
        Map<MatterId, List<TeamRow>> team =
                teams.of(found.stream().map(MatterRow::id).toList());
        return found.stream()
                .filter(row -> isOnTeam(who.person(), team.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Stream<MatterRow> rows(Requester.SignedIn who) {
        if (who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.AUDITOR)) {
            return matters.all().stream().filter(row -> oversees(who, row.id()));
        }
        if (who.isStaff()) {
            return matters.ofPerson(who.person()).stream();
        }
        if (who.partner().isPresent()) {
            return matters.ofPartner(who.partner().get()).stream();
        }
        return who.actsFor().stream()
                .flatMap(subject -> matters.ofSubject(subject).stream())
                .distinct();
    }

    /// A party sees itself; the seller also sees that there are buyers, never who.
    private static MatterSummary shown(Requester.SignedIn who, MatterSummary whole) {
        if (who.isStaff() || who.has(Role.AUDITOR)) {
            return whole;
        }
        boolean seller = whole.seller().filter(who.actsFor()::contains).isPresent();
        return new MatterSummary(
                whole.id(),
                whole.codeName(),
                whole.form(),
                whole.mandate(),
                whole.stage(),
                ConflictState.NONE,
                whole.suspended(),
                false,
                whole.simple(),
                whole.openedAt(),
                whole.closedAt(),
                whole.parties().stream()
                        .filter(party -> who.actsFor().contains(party.subject()) || seller)
                        .toList(),
                List.of(),
                List.of());
    }

    /// The newest open matters, for checks that look at all of them and show none.
    List<MatterSummary> open(int limit) {
        return summaries.of(matters.open(limit));
    }

    Set<SubjectId> admittedBuyers(MatterId id) {
        return parties.of(id).stream()
                .filter(party -> party.side() == Side.BUYER && party.standing() == Standing.ADMITTED)
                .map(PartyRow::subject)
                .collect(Collectors.toSet());
    }

    private boolean concerns(Requester.SignedIn who, MatterId id) {
        boolean party = parties.of(id).stream()
                .anyMatch(each ->
                        each.standing() != Standing.LEFT && who.actsFor().contains(each.subject()));
        boolean partner = who.partner().isPresent()
                && teams.engagements(id).stream()
                        .anyMatch(each -> each.active()
                                && each.partner().equals(who.partner().get()));
        return party || partner || isOnTeam(who.person(), id) || oversees(who, id);
    }

    private static boolean oversees(Requester.SignedIn who, MatterId id) {
        return who.has(Role.COMPLIANCE_OFFICER) || who.audits(id);
    }

    boolean isOnTeam(PersonId person, MatterId id) {
        return isOnTeam(person, teams.of(id));
    }

    private static boolean isOnTeam(PersonId person, List<TeamRow> team) {
        return team.stream().anyMatch(member -> member.person().equals(person) && member.part() != TeamPart.LEFT);
    }

    /// The seller for whom the requester acts; empty for anybody else.
    Optional<SubjectId> sellerFor(Requester.SignedIn who, MatterId id) {
        return parties.of(id).stream()
                .filter(party -> party.side() == Side.SELLER && party.standing() != Standing.LEFT)
                .map(PartyRow::subject)
                .filter(who.actsFor()::contains)
                .findFirst();
    }

    Optional<SubjectId> sellerForBuyer(Requester.SignedIn who, MatterId id) {
        List<PartyRow> all = parties.of(id);
        boolean admitted = all.stream()
                .anyMatch(party -> party.side() == Side.BUYER
                        && party.standing() == Standing.ADMITTED
                        && who.actsFor().contains(party.subject()));
        return all.stream()
                .filter(party -> admitted && party.side() == Side.SELLER)
                .map(PartyRow::subject)
                .findFirst();
    }

    /// Does something for a member of the team; for everybody else there is no such matter.
    MatterResult onTeam(Requester.SignedIn who, MatterId id, Function<MatterRow, MatterResult> act) {
        return matters.find(id)
                .filter(_ -> who.isStaff() && isOnTeam(who.person(), id))
                .map(act)
                .orElseGet(Unknown::new);
    }
}
