package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsents.Asked;
import io.equiveil.matters.spi.Duty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was read about some matters at one time.
///
/// @param present  parties that have not left
/// @param told     who was told that the firm acts for both sides
/// @param intent   matters whose intention was given
/// @param teasers  matters with an approved teaser
/// @param agreed   buyers whose agreement is in force
/// @param bound    sellers of matters from the old books whose agreement with the firm is in force
/// @param consents what sellers have consented to
record StageReading(
        Map<MatterId, List<PartyRow>> present,
        Map<MatterId, Set<SubjectId>> told,
        Set<MatterId> intent,
        Set<MatterId> teasers,
        Map<MatterId, Set<SubjectId>> agreed,
        Set<SubjectId> bound,
        Map<Asked, Set<Item>> consents,
        Map<MatterId, List<Duty>> duties) {

    List<Duty> duties(MatterId id) {
        return duties.getOrDefault(id, List.of());
    }

    StageConditions.State state(MatterRow row) {
        List<PartyRow> here = present.getOrDefault(row.id(), List.of());
        return new StageConditions.State(
                row.mandate(),
                row.conflict(),
                row.suspended(),
                intent.contains(row.id()),
                teasers.contains(row.id()),
                here.stream().map(party -> condition(party, sellers(here))).toList());
    }

    /// What a matter from the old books lacks first; empty for every other.
    Optional<MatterResult.Blocker> notTakenUp(MatterRow row) {
        if (row.conflict() != ConflictState.NOT_YET) {
            return Optional.empty();
        }
        return bound.containsAll(sellers(present.getOrDefault(row.id(), List.of())))
                ? Optional.of(MatterResult.Blocker.NOT_TAKEN_UP)
                : Optional.of(MatterResult.Blocker.NO_FIRM_AGREEMENT);
    }

    static List<SubjectId> sellers(List<PartyRow> parties) {
        return parties.stream()
                .filter(party -> party.side() == Side.SELLER)
                .map(PartyRow::subject)
                .toList();
    }

    private StageConditions.Party condition(PartyRow party, List<SubjectId> sellers) {
        boolean buyer = party.side() == Side.BUYER;
        return new StageConditions.Party(
                party.side(),
                party.standing(),
                told.getOrDefault(party.matter(), Set.of()).contains(party.subject()),
                buyer && agreed.getOrDefault(party.matter(), Set.of()).contains(party.subject()),
                buyer && allConsent(party, sellers, Item.DISCLOSE),
                buyer && allConsent(party, sellers, Item.COMPLETE));
    }

    private boolean allConsent(PartyRow buyer, List<SubjectId> sellers, Item item) {
        return sellers.stream()
                .allMatch(seller -> consents.getOrDefault(new Asked(buyer.matter(), seller, buyer.subject()), Set.of())
                        .contains(item));
    }
}
