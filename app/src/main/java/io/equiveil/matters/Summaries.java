package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.matters.MatterResult.Done;
import org.springframework.stereotype.Component;

/// Puts a matter together as pages show it.
@Component
class Summaries {

    private final PartyRepository parties;
    private final TeamRepository teams;

    Summaries(PartyRepository parties, TeamRepository teams) {
        this.parties = parties;
        this.teams = teams;
    }

    MatterResult done(MatterRow row) {
        return new Done(of(row));
    }

    /// The whole of it; what a person may know of it is for [Involvement] to say.
    MatterSummary of(MatterRow row) {
        MatterId id = row.id();
        return new MatterSummary(
                id,
                row.codeName(),
                row.form(),
                row.mandate(),
                row.stage(),
                row.conflict(),
                row.suspended(),
                row.legalHold(),
                row.openedAt(),
                row.closedAt(),
                parties.of(id).stream()
                        .map(party -> new MatterSummary.Party(
                                party.subject(),
                                party.side(),
                                party.standing(),
                                party.since(),
                                parties.told(id, party.subject())))
                        .toList(),
                teams.of(id).stream()
                        .filter(member -> member.part() != TeamPart.LEFT)
                        .map(member -> new MatterSummary.Member(member.person(), member.part() == TeamPart.LEAD))
                        .toList(),
                teams.engagements(id).stream()
                        .filter(EngagementRow::active)
                        .map(EngagementRow::partner)
                        .toList());
    }
}
