package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsent.State;
import io.equiveil.matters.MatterFacts.MatterAdvanced;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import io.equiveil.nda.Agreements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Takes a matter from stage to stage, one at a time, and says what stands in the way.
@Component
class Stages {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final Duties duties;
    private final DealFacts deal;
    private final Teasers teasers;
    private final Summaries summaries;
    private final BuyerConsents consents;
    private final Agreements agreements;
    private final StageHistory history;
    private final Ledger ledger;

    Stages(
            MatterRepository matters,
            PartyRepository parties,
            Duties duties,
            DealFacts deal,
            Teasers teasers,
            Summaries summaries,
            BuyerConsents consents,
            Agreements agreements,
            StageHistory history,
            Ledger ledger) {
        this.matters = matters;
        this.parties = parties;
        this.duties = duties;
        this.deal = deal;
        this.teasers = teasers;
        this.summaries = summaries;
        this.consents = consents;
        this.agreements = agreements;
        this.history = history;
        this.ledger = ledger;
    }

    MatterResult advance(Requester.SignedIn who, MatterRow row, MatterStage to) {
        List<Blocker> blockers = blockers(row, to);
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        MatterRow next = row.at(to, Optional.empty());
        Receipt receipt = ledger.append(Entry.of(who, new MatterAdvanced(row.id(), row.stage(), to))
                .raising(Scope.of(row.id()))
                .about(MatterRow.name(row.id()), next.version()));
        matters.update(next, receipt.leafHash());
        history.add(row.id(), to, who.person(), receipt);
        return summaries.done(next);
    }

    List<StagePoint> line(MatterSummary matter) {
        Map<MatterStage, StageHistory.Reached> reached = history.of(matter.id());
        List<Duty> all = duties.of(matter);
        List<MatterStage> way = matter.stage() == MatterStage.ABANDONED
                ? Stream.concat(
                                StageOrder.of(matter.form()).stream().filter(reached::containsKey),
                                Stream.of(MatterStage.ABANDONED))
                        .toList()
                : StageOrder.of(matter.form());
        return way.stream()
                .map(stage -> point(matter, stage, Optional.ofNullable(reached.get(stage)), all))
                .toList();
    }

    private static StagePoint point(
            MatterSummary matter, MatterStage stage, Optional<StageHistory.Reached> reached, List<Duty> all) {
        return new StagePoint(
                stage,
                reached.map(StageHistory.Reached::at),
                reached.map(StageHistory.Reached::by),
                reached.isPresent() ? OptionalLong.of(reached.get().intake()) : OptionalLong.empty(),
                matter.stage() == stage,
                all.stream().filter(duty -> duty.stage() == stage).toList());
    }

    Optional<Matters.NextStage> next(MatterRow row) {
        return StageOrder.after(row.stage(), row.form())
                .filter(to -> to != MatterStage.CLOSED && row.closedAt().isEmpty())
                .map(to -> new Matters.NextStage(to, blockers(row, to)));
    }

    private List<Blocker> blockers(MatterRow row, MatterStage to) {
        if (row.closedAt().isPresent()) {
            return List.of(Blocker.ALREADY_CLOSED);
        }
        boolean next =
                StageOrder.after(row.stage(), row.form()).filter(to::equals).isPresent();
        if (!next || to == MatterStage.CLOSED) {
            return List.of(Blocker.NOT_THE_NEXT_STAGE);
        }
        List<Blocker> blockers = new ArrayList<>(StageConditions.unmet(state(row), to));
        if (!duties.areDone(row, stage -> stage == row.stage())) {
            blockers.add(Blocker.STEPS_OPEN);
        }
        return blockers;
    }

    private StageConditions.State state(MatterRow row) {
        List<PartyRow> present = parties.of(row.id()).stream()
                .filter(party -> party.standing() != Standing.LEFT)
                .toList();
        List<SubjectId> sellers = present.stream()
                .filter(party -> party.side() == Side.SELLER)
                .map(PartyRow::subject)
                .toList();
        return new StageConditions.State(
                row.mandate(),
                row.conflict(),
                row.suspended(),
                deal.intentGiven(row.id()),
                teasers.approved(row.id()),
                present.stream().map(party -> condition(party, sellers)).toList());
    }

    private StageConditions.Party condition(PartyRow party, List<SubjectId> sellers) {
        MatterId id = party.matter();
        boolean buyer = party.side() == Side.BUYER;
        return new StageConditions.Party(
                party.side(),
                party.standing(),
                parties.told(id, party.subject()),
                buyer && agreements.buyerAgreement(id, party.subject()).isPresent(),
                buyer && allConsent(party, sellers, Item.DISCLOSE),
                buyer && allConsent(party, sellers, Item.COMPLETE));
    }

    private boolean allConsent(PartyRow buyer, List<SubjectId> sellers, Item item) {
        return sellers.stream()
                .allMatch(seller ->
                        consents.of(buyer.matter(), seller, buyer.subject()).get(item) == State.GIVEN);
    }
}
