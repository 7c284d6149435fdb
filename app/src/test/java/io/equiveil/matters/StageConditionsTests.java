package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.StageConditions.Party;
import io.equiveil.matters.StageConditions.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What must be true before each stage, as plain facts.
class StageConditionsTests {

    private static final Party SELLER = new Party(Side.SELLER, Standing.MANDATED, true, true, true, true);
    private static final Party ADMITTED = new Party(Side.BUYER, Standing.ADMITTED, true, true, true, true);

    @ParameterizedTest
    @EnumSource(
            value = MatterStage.class,
            names = {"BLIND_TEASER", "BUYER_NDA", "SELLER_APPROVES_BUYER", "DUE_DILIGENCE", "AGREEMENT", "PAYMENT"})
    void nothingIsMissingWhereEverythingIsDone(MatterStage to) {
        assertThat(StageConditions.unmet(state(ADMITTED), to)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = MatterStage.class,
            names = {"BLIND_TEASER", "BUYER_NDA", "DUE_DILIGENCE", "PAYMENT"})
    void whatComplianceStoppedDoesNotGoOnAnywhere(MatterStage to) {
        State good = state(ADMITTED);
        assertThat(StageConditions.unmet(
                        new State(good.mandate(), ConflictState.SUBMITTED, false, true, true, good.parties()), to))
                .containsExactly(Blocker.CONFLICT_WAITS);
        assertThat(StageConditions.unmet(
                        new State(good.mandate(), ConflictState.REFUSED, true, true, true, good.parties()), to))
                .containsExactly(Blocker.CONFLICT_REFUSED, Blocker.ON_HOLD);
        assertThat(StageConditions.unmet(
                        new State(good.mandate(), ConflictState.CLEARED, false, true, true, good.parties()), to))
                .isEmpty();
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        State bare = new State(
                MandateForm.BOTH,
                ConflictState.NONE,
                false,
                false,
                false,
                List.of(new Party(Side.SELLER, Standing.MANDATED, false, true, true, true)));

        assertThat(StageConditions.unmet(bare, MatterStage.BLIND_TEASER))
                .containsExactly(Blocker.NO_DEAL_FACTS, Blocker.SELLER_NOT_TOLD_OF_BOTH);
        assertThat(StageConditions.unmet(bare, MatterStage.BUYER_NDA))
                .containsExactly(Blocker.NO_BUYER_INVITED, Blocker.SELLER_NOT_TOLD_OF_BOTH);
        assertThat(StageConditions.unmet(
                        new State(MandateForm.SELLER, ConflictState.NONE, false, true, false, List.of(SELLER)),
                        MatterStage.BLIND_TEASER))
                .containsExactly(Blocker.NO_TEASER);
    }

    @Test
    void aBuyerSeesNothingWithoutAgreementAdmissionAndConsent() {
        Party invited = new Party(Side.BUYER, Standing.INVITED, true, false, false, false);
        Party undisclosed = new Party(Side.BUYER, Standing.ADMITTED, true, true, false, true);
        Party uncompleted = new Party(Side.BUYER, Standing.ADMITTED, true, true, true, false);

        assertThat(StageConditions.unmet(state(invited), MatterStage.SELLER_APPROVES_BUYER))
                .containsExactly(Blocker.NO_BUYER_AGREEMENT);
        assertThat(StageConditions.unmet(state(invited), MatterStage.DUE_DILIGENCE))
                .containsExactly(Blocker.NO_BUYER_ADMITTED);
        assertThat(StageConditions.unmet(state(undisclosed), MatterStage.DUE_DILIGENCE))
                .containsExactly(Blocker.NO_CONSENT_TO_DISCLOSE);
        assertThat(StageConditions.unmet(state(uncompleted), MatterStage.AGREEMENT))
                .containsExactly(Blocker.NO_CONSENT_TO_COMPLETE);
    }

    @Test
    void oneBuyerWhoHasEverythingIsEnough() {
        Party invited = new Party(Side.BUYER, Standing.INVITED, true, false, false, false);

        assertThat(StageConditions.unmet(state(invited, ADMITTED), MatterStage.AGREEMENT))
                .isEmpty();
    }

    private static State state(Party... buyers) {
        List<Party> all = new ArrayList<>(List.of(SELLER));
        all.addAll(List.of(buyers));
        return new State(MandateForm.BOTH, ConflictState.NONE, false, true, true, all);
    }
}
