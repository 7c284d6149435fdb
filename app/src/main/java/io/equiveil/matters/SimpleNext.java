package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.Matters.NextStage;
import io.equiveil.matters.Pack.Paper;
import io.equiveil.matters.spi.Duty;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The one thing that comes next in a simple matter.
public sealed interface SimpleNext {

    /// Nothing goes on before these are out of the way, and none of them is for the team alone to mend.
    record Stopped(List<Blocker> blockers) implements SimpleNext {}

    /// The buyer left, or was sent away: another is needed.
    record Invite() implements SimpleNext {}

    /// A paper of a party's pack.
    record ForParty(Pack pack, Pack.Item item) implements SimpleNext {}

    /// A legal step.
    record Step(Duty duty) implements SimpleNext {}

    record Advance(MatterStage to) implements SimpleNext {}

    record Close() implements SimpleNext {}

    /// Reasons that are not the team's to mend.
    Set<Blocker> STOPS = EnumSet.of(Blocker.CONFLICT_WAITS, Blocker.CONFLICT_REFUSED, Blocker.ON_HOLD);

    /// What comes with the papers; facts are given as they are needed and the seller decides when its turn is.
    Set<Paper> LATER = EnumSet.of(Paper.FACTS, Paper.DECISION);

    /// In this order: what stops everything, a buyer, papers, the next stage, legal steps, the seller's decision,
    /// the end.
    ///
    /// @param packs  of the parties that have not left
    /// @param ahead  empty where only closing is left
    /// @param duties of the matter, in their order
    static SimpleNext of(MatterSummary matter, List<Pack> packs, Optional<NextStage> ahead, List<Duty> duties) {
        List<Blocker> blockers = ahead.map(NextStage::blockers).orElse(List.of());
        List<Blocker> stops = blockers.stream().filter(STOPS::contains).toList();
        if (!stops.isEmpty()) {
            return new Stopped(stops);
        }
        if (packs.stream().noneMatch(pack -> pack.side() == Side.BUYER)) {
            return new Invite();
        }
        Optional<SimpleNext> paper = packs.stream()
                .flatMap(pack -> pack.items().stream()
                        .filter(item -> !item.done() && !LATER.contains(item.paper()))
                        .map(item -> (SimpleNext) new ForParty(pack, item)))
                .findFirst();
        if (paper.isPresent()) {
            return paper.get();
        }
        if (ahead.isPresent() && blockers.isEmpty()) {
            return new Advance(ahead.get().stage());
        }
        Optional<Duty> duty = duties.stream()
                .filter(open -> !open.isDone() && matter.stage().hasReached(open.stage()))
                .findFirst();
        if (duty.isPresent()) {
            return new Step(duty.get());
        }
        if (ahead.isEmpty()) {
            return new Close();
        }
        return packs.stream()
                .flatMap(pack -> pack.items().stream()
                        .filter(item -> !item.done() && item.paper() == Paper.DECISION)
                        .map(item -> (SimpleNext) new ForParty(pack, item)))
                .findFirst()
                .orElse(new Stopped(blockers));
    }
}
