package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerConsents.Asked;
import io.equiveil.nda.Agreements;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Reads everything that conditions of stages look at, for a whole list of matters: as many questions for two hundred
/// of them as for one.
@Component
class StageReadings {

    private final PartyRepository parties;
    private final DealFacts deal;
    private final Teasers teasers;
    private final BuyerConsents consents;
    private final Agreements agreements;
    private final Duties duties;
    private final Summaries summaries;

    StageReadings(
            PartyRepository parties,
            DealFacts deal,
            Teasers teasers,
            BuyerConsents consents,
            Agreements agreements,
            Duties duties,
            Summaries summaries) {
        this.parties = parties;
        this.deal = deal;
        this.teasers = teasers;
        this.consents = consents;
        this.agreements = agreements;
        this.duties = duties;
        this.summaries = summaries;
    }

    StageReading of(List<MatterRow> rows) {
        List<MatterId> ids = rows.stream().map(MatterRow::id).toList();
        Map<MatterId, List<PartyRow>> present = parties.of(ids);
        present.replaceAll((_, all) ->
                all.stream().filter(party -> party.standing() != Standing.LEFT).toList());
        return new StageReading(
                present,
                parties.told(ids),
                deal.intentGivenIn(ids),
                teasers.approvedIn(ids),
                agreements.buyersAgreed(ids),
                bound(rows, present),
                consents.given(asked(present)),
                duties.of(summaries.of(rows)));
    }

    private Set<SubjectId> bound(List<MatterRow> rows, Map<MatterId, List<PartyRow>> present) {
        Set<SubjectId> sellers = rows.stream()
                .filter(row -> row.conflict() == ConflictState.NOT_YET)
                .flatMap(row -> StageReading.sellers(present.getOrDefault(row.id(), List.of())).stream())
                .collect(Collectors.toSet());
        return sellers.isEmpty() ? Set.of() : agreements.firmsAgreed(sellers);
    }

    /// Each seller about each buyer of its matter.
    private static Set<Asked> asked(Map<MatterId, List<PartyRow>> present) {
        Set<Asked> asked = new HashSet<>();
        present.forEach((matter, all) -> {
            for (SubjectId seller : StageReading.sellers(all)) {
                all.stream()
                        .filter(party -> party.side() == Side.BUYER)
                        .forEach(buyer -> asked.add(new Asked(matter, seller, buyer.subject())));
            }
        });
        return asked;
    }
}
