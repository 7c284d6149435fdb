package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.PartnerEngaged;
import io.equiveil.matters.MatterFacts.PartnerReleased;
import io.equiveil.matters.MatterFacts.TeamJoined;
import io.equiveil.matters.MatterFacts.TeamLeft;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Who works on a matter: colleagues, and partner firms engaged for it.
@Component
class Teams {

    private final TeamRepository teams;
    private final Summaries summaries;
    private final Ledger ledger;
    private final Clock clock;

    Teams(TeamRepository teams, Summaries summaries, Ledger ledger, Clock clock) {
        this.teams = teams;
        this.summaries = summaries;
        this.ledger = ledger;
        this.clock = clock;
    }

    MatterResult join(Requester.SignedIn who, MatterRow row, PersonId colleague) {
        set(who, row.id(), colleague, "MEMBER", new TeamJoined(row.id(), colleague));
        return summaries.done(row);
    }

    MatterResult leave(Requester.SignedIn who, MatterRow row, PersonId colleague) {
        set(who, row.id(), colleague, "LEFT", new TeamLeft(row.id(), colleague));
        return summaries.done(row);
    }

    private void set(Requester.SignedIn who, MatterId id, PersonId person, String part, Recorded fact) {
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
