package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Done;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return of(List.of(row)).getFirst();
    }

    /// The same for many matters at once, in their order.
    List<MatterSummary> of(List<MatterRow> rows) {
        List<MatterId> ids = rows.stream().map(MatterRow::id).toList();
        Map<MatterId, List<PartyRow>> parties = this.parties.of(ids);
        Map<MatterId, Set<SubjectId>> told = this.parties.told(ids);
        Map<MatterId, List<TeamRow>> teams = this.teams.of(ids);
        Map<MatterId, List<EngagementRow>> engagements = this.teams.engagements(ids);
        return rows.stream()
                .map(row -> new MatterSummary(
                        row.id(),
                        row.codeName(),
                        row.form(),
                        row.mandate(),
                        row.stage(),
                        row.conflict(),
                        row.suspended(),
                        row.legalHold(),
                        row.simple(),
                        row.openedAt(),
                        row.closedAt(),
                        parties(parties.getOrDefault(row.id(), List.of()), told.getOrDefault(row.id(), Set.of())),
                        team(teams.getOrDefault(row.id(), List.of())),
                        engagements.getOrDefault(row.id(), List.of()).stream()
                                .filter(EngagementRow::active)
                                .map(EngagementRow::partner)
                                .toList()))
                .toList();
    }

    private static List<MatterSummary.Party> parties(List<PartyRow> parties, Set<SubjectId> told) {
        return parties.stream()
                .map(party -> new MatterSummary.Party(
                        party.subject(), party.side(), party.standing(), party.since(), told.contains(party.subject())))
                .toList();
    }

    private static List<MatterSummary.Member> team(List<TeamRow> team) {
        return team.stream()
                .filter(member -> member.part() != TeamPart.LEFT)
                .map(member -> new MatterSummary.Member(member.person(), member.part() == TeamPart.LEAD))
                .toList();
    }
}
