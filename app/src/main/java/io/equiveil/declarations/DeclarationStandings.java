package io.equiveil.declarations;

import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// How the papers of matters stand, who may know of them, and the one way in which that changes.
@Component
class DeclarationStandings {

    private final DeclarationRules rules;
    private final DeclarationRepository declarations;
    private final Matters matters;
    private final Clients clients;
    private final Ledger ledger;
    private final Clock clock;

    DeclarationStandings(
            DeclarationRules rules,
            DeclarationRepository declarations,
            Matters matters,
            Clients clients,
            Ledger ledger,
            Clock clock) {
        this.rules = rules;
        this.declarations = declarations;
        this.matters = matters;
        this.clients = clients;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The papers of these matters, touched or not. A matter without a seller has none yet.
    Map<MatterId, List<DeclarationRow>> of(Collection<MatterSummary> all) {
        Map<MatterId, List<DeclarationRow>> touched =
                declarations.of(all.stream().map(MatterSummary::id).toList()).stream()
                        .collect(Collectors.groupingBy(row -> row.said().matter()));
        Map<SubjectId, ClientKind> kinds = clients.kinds(
                all.stream().flatMap(matter -> matter.seller().stream()).toList());
        Map<MatterId, List<DeclarationRow>> found = new LinkedHashMap<>();
        for (MatterSummary matter : all) {
            matter.seller()
                    .ifPresent(seller -> found.put(
                            matter.id(),
                            rules.of(kinds.getOrDefault(seller, ClientKind.PERSON)).stream()
                                    .map(rule -> touched.getOrDefault(matter.id(), List.of()).stream()
                                            .filter(row -> row.said().kind() == rule.kind()
                                                    && row.said().seller().equals(seller))
                                            .findFirst()
                                            .orElseGet(
                                                    () -> DeclarationRow.untouched(matter.id(), seller, rule.kind())))
                                    .toList()));
        }
        return found;
    }

    List<DeclarationRow> of(MatterSummary matter) {
        return of(List.of(matter)).getOrDefault(matter.id(), List.of());
    }

    /// A matter for the firm's people who have to do with it, and for whoever acts for its seller.
    Optional<MatterSummary> find(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id)
                .filter(matter -> isSeller(who, matter)
                        || who.partner().isEmpty() && who.actsFor().isEmpty());
    }

    static boolean isSeller(Requester.SignedIn who, MatterSummary matter) {
        return matter.seller().filter(who.actsFor()::contains).isPresent();
    }

    static boolean isOnTeam(Requester.SignedIn who, MatterSummary matter) {
        return who.isStaff()
                && matter.team().stream().anyMatch(member -> member.person().equals(who.person()));
    }

    /// Whether this person may be the second one: a compliance officer who did not act before and does not
    /// work on the matter.
    boolean isSecond(Requester.SignedIn who, MatterSummary matter, Declaration said) {
        Optional<PersonId> first = said.state() == Declaration.State.ON_PAPER ? said.takenBy() : said.answeredBy();
        return who.has(Role.COMPLIANCE_OFFICER) && !isOnTeam(who, matter) && !first.equals(Optional.of(who.person()));
    }

    Optional<DeclarationFault> standstill(MatterSummary matter) {
        if (matter.closedAt().isPresent()) {
            return Optional.of(DeclarationFault.MATTER_CLOSED);
        }
        if (!matters.isTakenUp(matter.id())) {
            return Optional.of(DeclarationFault.MATTER_NOT_TAKEN_UP);
        }
        return matter.suspended() ? Optional.of(DeclarationFault.MATTER_SUSPENDED) : Optional.empty();
    }

    /// Whether something that is sealed about the matter may give way to something newer.
    boolean mayReplace(MatterId matter) {
        return matters.againstRemoval(matter).isEmpty();
    }

    /// Whether the signer is somebody else's client in a matter of the firm is for compliance to look at.
    void lookForConflict(Requester.SignedIn who, MatterId matter, Set<SubjectId> known) {
        matters.personBeside(who, matter, known);
    }

    DeclarationResult save(Requester.SignedIn who, DeclarationRow next, Recorded fact) {
        Receipt receipt = ledger.append(
                Entry.of(who, fact).raising(Scope.of(next.said().matter())).about(next.name(), next.version()));
        declarations.save(next, clock.instant(), receipt.leafHash());
        return new DeclarationResult.Done(next.said());
    }
}
