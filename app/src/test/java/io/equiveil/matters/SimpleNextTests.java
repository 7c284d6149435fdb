package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.Matters.NextStage;
import io.equiveil.matters.Pack.Item;
import io.equiveil.matters.Pack.Paper;
import io.equiveil.matters.spi.Duty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The one thing that comes next in a simple matter, as a rule over plain facts.
class SimpleNextTests {

    private static final Pack SELLER =
            pack(Side.SELLER, Item.of(Paper.NOTICE, true), Item.of(Paper.CONSENT, true), Item.of(Paper.FACTS, false));
    private static final Pack BUYER = pack(
            Side.BUYER, Item.of(Paper.NOTICE, true), Item.of(Paper.BUYER_AGREEMENT, true), Item.of(Paper.FACTS, false));

    @Test
    void whatComplianceStoppedComesBeforeEverything() {
        assertThat(next(MatterStage.ENGAGED, List.of(SELLER), ahead(Blocker.CONFLICT_WAITS, Blocker.NO_BUYER_INVITED)))
                .isEqualTo(new SimpleNext.Stopped(List.of(Blocker.CONFLICT_WAITS)));
    }

    @Test
    void withoutABuyerOneIsInvited() {
        assertThat(next(MatterStage.ENGAGED, List.of(SELLER), ahead(Blocker.NO_BUYER_INVITED)))
                .isEqualTo(new SimpleNext.Invite());
    }

    @Test
    void papersComeInTheirOrderTheSellersFirstAndFactsHoldNothingUp() {
        Item untold = Item.of(Paper.BOTH_SIDES, false);
        Pack seller = pack(Side.SELLER, Item.of(Paper.NOTICE, true), untold);
        Item notice = Item.of(Paper.NOTICE, false);
        Pack buyer = pack(Side.BUYER, notice, Item.of(Paper.BUYER_AGREEMENT, false));

        assertThat(next(MatterStage.ENGAGED, List.of(seller, buyer), ahead()))
                .isEqualTo(new SimpleNext.ForParty(seller, untold));
        assertThat(next(MatterStage.ENGAGED, List.of(SELLER, buyer), ahead()))
                .isEqualTo(new SimpleNext.ForParty(buyer, notice));
        assertThat(next(MatterStage.ENGAGED, List.of(SELLER, BUYER), ahead()))
                .isEqualTo(new SimpleNext.Advance(MatterStage.BUYER_NDA));
    }

    @Test
    void legalStepsComeBeforeTheSellersDecisionAndClosingComesLast() {
        Item decision = Item.of(Paper.DECISION, false);
        Pack seller = pack(Side.SELLER, Item.of(Paper.NOTICE, true), decision);
        Duty done = duty(MatterStage.DUE_DILIGENCE, LocalDate.EPOCH);
        Duty open = duty(MatterStage.DUE_DILIGENCE, null);
        Duty later = duty(MatterStage.REGISTRATION, null);

        assertThat(next(
                        MatterStage.DUE_DILIGENCE,
                        List.of(seller, BUYER),
                        ahead(Blocker.STEPS_OPEN),
                        done,
                        open,
                        later))
                .isEqualTo(new SimpleNext.Step(open));
        assertThat(next(
                        MatterStage.DUE_DILIGENCE,
                        List.of(seller, BUYER),
                        ahead(Blocker.NO_CONSENT_TO_COMPLETE),
                        done,
                        later))
                .isEqualTo(new SimpleNext.ForParty(seller, decision));
        assertThat(next(MatterStage.DUE_DILIGENCE, List.of(SELLER, BUYER), ahead(Blocker.NO_CONSENT_TO_COMPLETE)))
                .isEqualTo(new SimpleNext.Stopped(List.of(Blocker.NO_CONSENT_TO_COMPLETE)));
        assertThat(next(MatterStage.REGISTRATION, List.of(SELLER, BUYER), Optional.empty(), later))
                .isEqualTo(new SimpleNext.Step(later));
        assertThat(next(MatterStage.REGISTRATION, List.of(SELLER, BUYER), Optional.empty(), done))
                .isEqualTo(new SimpleNext.Close());
    }

    @Test
    void aSimpleMatterPassesOverTheTeaserAndNothingElse() {
        assertThat(StageOrder.of(CompanyForm.LIMITED_COMPANY, true))
                .doesNotContain(MatterStage.BLIND_TEASER)
                .hasSize(StageOrder.of(CompanyForm.LIMITED_COMPANY, false).size() - 1);
        assertThat(StageOrder.after(MatterStage.ENGAGED, CompanyForm.JOINT_STOCK, true))
                .contains(MatterStage.BUYER_NDA);
    }

    /// No two ways of standing have the same columns, so none can be put in the place of another.
    @Test
    void whatIsAuthenticatedSaysWhetherAMatterIsSimple() {
        List<Integer> lengths = List.of(
                columns(ConflictState.NONE, false),
                columns(ConflictState.NONE, true),
                columns(ConflictState.CLEARED, false),
                columns(ConflictState.CLEARED, true));
        assertThat(lengths).containsExactly(5, 6, 8, 9);
    }

    private static int columns(ConflictState conflict, boolean simple) {
        MatterRow row = new MatterRow(
                MatterId.random(),
                "青松",
                CompanyForm.LIMITED_COMPANY,
                MandateForm.SELLER,
                MatterStage.ENGAGED,
                conflict,
                false,
                false,
                simple,
                PersonId.random(),
                Instant.EPOCH,
                Optional.empty(),
                1);
        return row.gateRow(Digest.of(new byte[32])).content().size();
    }

    private static SimpleNext next(MatterStage stage, List<Pack> packs, Optional<NextStage> ahead, Duty... duties) {
        MatterSummary matter = new MatterSummary(
                MatterId.random(),
                "青松",
                CompanyForm.LIMITED_COMPANY,
                MandateForm.BOTH,
                stage,
                ConflictState.NONE,
                false,
                false,
                true,
                Instant.EPOCH,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        return SimpleNext.of(matter, packs, ahead, List.of(duties));
    }

    private static Optional<NextStage> ahead(Blocker... blockers) {
        return Optional.of(new NextStage(MatterStage.BUYER_NDA, Arrays.asList(blockers)));
    }

    private static Pack pack(Side side, Item... items) {
        return new Pack(SubjectId.random(), side, List.of(items));
    }

    private static Duty duty(MatterStage stage, LocalDate done) {
        return new Duty(stage, "x", Optional.empty(), Optional.ofNullable(done), "/matters", Optional.empty());
    }
}
