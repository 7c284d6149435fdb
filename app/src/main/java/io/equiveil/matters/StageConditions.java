package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.MatterResult.Blocker;
import java.util.ArrayList;
import java.util.List;

/// What must be true before a stage begins, as a rule over plain facts. Legal steps come on top, from the room that
/// keeps them.
final class StageConditions {

    private StageConditions() {}

    /// How a matter stands.
    ///
    /// @param parties those that have not left
    record State(
            MandateForm mandate,
            ConflictState conflict,
            boolean suspended,
            boolean intentGiven,
            boolean teaserApproved,
            List<Party> parties) {

        List<Party> buyers() {
            return parties.stream().filter(party -> party.side() == Side.BUYER).toList();
        }

        boolean someSellerUntold() {
            return parties.stream().anyMatch(party -> party.side() == Side.SELLER && !party.toldOfBoth());
        }
    }

    /// A party of it.
    ///
    /// @param toldOfBoth whether it was told that the firm acts for both sides
    /// @param agreed     for a buyer whether its own agreement is in force
    /// @param disclosed  for a buyer whether every seller's consent to show it the deal stands
    /// @param completed  for a buyer whether every seller's consent to complete with it stands
    record Party(
            Side side, Standing standing, boolean toldOfBoth, boolean agreed, boolean disclosed, boolean completed) {

        boolean isAdmitted() {
            return standing == Standing.ADMITTED;
        }
    }

    /// Everything that is missing before this stage, all at once.
    static List<Blocker> unmet(State state, MatterStage to) {
        List<Blocker> blockers = new ArrayList<>();
        List<Party> buyers = state.buyers();
        boolean both = state.mandate() == MandateForm.BOTH;
        when(state.conflict() == ConflictState.SUBMITTED, Blocker.CONFLICT_WAITS, blockers);
        when(state.conflict() == ConflictState.REFUSED, Blocker.CONFLICT_REFUSED, blockers);
        when(state.suspended(), Blocker.ON_HOLD, blockers);
        switch (to) {
            case BLIND_TEASER -> {
                when(!state.intentGiven(), Blocker.NO_DEAL_FACTS, blockers);
                when(state.intentGiven() && !state.teaserApproved(), Blocker.NO_TEASER, blockers);
                when(both && state.someSellerUntold(), Blocker.SELLER_NOT_TOLD_OF_BOTH, blockers);
            }
            case BUYER_NDA -> {
                when(buyers.isEmpty(), Blocker.NO_BUYER_INVITED, blockers);
                when(both && state.someSellerUntold(), Blocker.SELLER_NOT_TOLD_OF_BOTH, blockers);
                when(
                        both && buyers.stream().anyMatch(buyer -> !buyer.toldOfBoth()),
                        Blocker.BUYER_NOT_TOLD_OF_BOTH,
                        blockers);
            }
            case SELLER_APPROVES_BUYER ->
                when(buyers.stream().noneMatch(Party::agreed), Blocker.NO_BUYER_AGREEMENT, blockers);
            case DUE_DILIGENCE -> {
                boolean none = buyers.stream().noneMatch(Party::isAdmitted);
                when(none, Blocker.NO_BUYER_ADMITTED, blockers);
                when(
                        !none && buyers.stream().noneMatch(buyer -> buyer.isAdmitted() && buyer.disclosed()),
                        Blocker.NO_CONSENT_TO_DISCLOSE,
                        blockers);
            }
            case AGREEMENT ->
                when(
                        buyers.stream().noneMatch(buyer -> buyer.isAdmitted() && buyer.completed()),
                        Blocker.NO_CONSENT_TO_COMPLETE,
                        blockers);
            default -> {}
        }
        return blockers;
    }

    private static void when(boolean missing, Blocker blocker, List<Blocker> blockers) {
        if (missing) {
            blockers.add(blocker);
        }
    }
}
