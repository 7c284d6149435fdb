package io.equiveil.matters;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.LeadHandedOver;
import io.equiveil.matters.MatterFacts.PartnerEngaged;
import io.equiveil.matters.MatterFacts.PartnerReleased;
import io.equiveil.matters.MatterFacts.TeamJoined;
import io.equiveil.matters.MatterFacts.TeamLeft;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Who works on a matter: colleagues, one of whom leads it, and partner firms engaged for it.
@Component
class Teams {

    private static final Set<Role> WORKING = Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER);

    private final MatterRepository matters;
    private final TeamRepository teams;
    private final Summaries summaries;
    private final People people;
    private final Partners partners;
    private final Ledger ledger;
    private final Clock clock;

    Teams(
            MatterRepository matters,
            TeamRepository teams,
            Summaries summaries,
            People people,
            Partners partners,
            Ledger ledger,
            Clock clock) {
        this.matters = matters;
        this.teams = teams;
        this.summaries = summaries;
        this.people = people;
        this.partners = partners;
        this.ledger = ledger;
        this.clock = clock;
    }

    MatterResult join(Requester.SignedIn who, MatterRow row, PersonId colleague) {
        if (!mayWork(colleague)) {
            return new Blocked(List.of(Blocker.COLLEAGUE_UNKNOWN));
        }
        if (part(row.id(), colleague).filter(part -> part != TeamPart.LEFT).isEmpty()) {
            set(who, row.id(), colleague, TeamPart.MEMBER, new TeamJoined(row.id(), colleague));
        }
        return summaries.done(row);
    }

    MatterResult leave(Requester.SignedIn who, MatterRow row, PersonId colleague) {
        Optional<TeamPart> part = part(row.id(), colleague).filter(found -> found != TeamPart.LEFT);
        if (part.isEmpty()) {
            return new Blocked(List.of(Blocker.NOT_ON_TEAM));
        }
        if (part.get() == TeamPart.LEAD) {
            return new Blocked(List.of(Blocker.LEAD_CANNOT_LEAVE));
        }
        set(who, row.id(), colleague, TeamPart.LEFT, new TeamLeft(row.id(), colleague));
        return summaries.done(row);
    }

    /// Another colleague leads from now on; the one who led stays on the team. For the lead, and for compliance and
    /// the owner when the lead cannot.
    MatterResult handOver(Requester.SignedIn who, MatterId id, PersonId to) {
        Optional<MatterRow> row = matters.find(id);
        Optional<PersonId> lead = teams.of(id).stream()
                .filter(member -> member.part() == TeamPart.LEAD)
                .map(TeamRow::person)
                .findFirst();
        boolean may = lead.filter(who.person()::equals).isPresent()
                || who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.OWNER);
        if (row.isEmpty() || !may) {
            return new Unknown();
        }
        if (!mayWork(to)) {
            return new Blocked(List.of(Blocker.COLLEAGUE_UNKNOWN));
        }
        if (lead.filter(to::equals).isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_LEAD));
        }
        lead.ifPresent(from -> set(who, id, from, TeamPart.MEMBER, new LeadHandedOver(id, to, from)));
        set(who, id, to, TeamPart.LEAD, new LeadHandedOver(id, to, lead.orElse(to)));
        return summaries.done(row.get());
    }

    private boolean mayWork(PersonId colleague) {
        return people.find(colleague)
                .filter(Person::isActive)
                .filter(person -> person.roles().stream().anyMatch(WORKING::contains))
                .isPresent();
    }

    private Optional<TeamPart> part(MatterId id, PersonId person) {
        return teams.of(id).stream()
                .filter(member -> member.person().equals(person))
                .map(TeamRow::part)
                .findFirst();
    }

    private void set(Requester.SignedIn who, MatterId id, PersonId person, TeamPart part, Recorded fact) {
        long version = teams.of(id).stream()
                .filter(member -> member.person().equals(person))
                .mapToLong(member -> member.version() + 1)
                .findFirst()
                .orElse(1L);
        Receipt receipt = ledger.append(
                Entry.of(who, fact).raising(Scope.of(id), Scope.of(person)).about(TeamRow.name(id, person), version));
        teams.save(new TeamRow(id, person, part, clock.instant(), version), receipt.leafHash());
    }

    MatterResult engage(Requester.SignedIn who, MatterRow row, PartnerId partner) {
        if (row.isStopped()) {
            return new Blocked(row.stops());
        }
        if (partners.find(partner)
                .filter(firm -> firm.genuine() && firm.status() == PartnerStatus.APPROVED)
                .isEmpty()) {
            return new Blocked(List.of(Blocker.PARTNER_NOT_APPROVED));
        }
        set(who, row.id(), partner, true, new PartnerEngaged(row.id(), partner));
        return summaries.done(row);
    }

    MatterResult release(Requester.SignedIn who, MatterRow row, PartnerId partner) {
        set(who, row.id(), partner, false, new PartnerReleased(row.id(), partner));
        return summaries.done(row);
    }

    private void set(Requester.SignedIn who, MatterId id, PartnerId partner, boolean active, Recorded fact) {
        long version = teams.engagements(id).stream()
                .filter(row -> row.partner().equals(partner))
                .mapToLong(row -> row.version() + 1)
                .findFirst()
                .orElse(1L);
        Receipt receipt = ledger.append(
                Entry.of(who, fact).raising(Scope.of(id)).about(EngagementRow.name(id, partner), version));
        teams.save(new EngagementRow(id, partner, active, clock.instant(), version), receipt.leafHash());
    }
}
