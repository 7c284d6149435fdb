package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.RetentionGroup;
import io.equiveil.law.Law;
import io.equiveil.matters.OwnFileGround.Key;
import io.equiveil.matters.OwnFileGround.Matter;
import io.equiveil.matters.OwnFileGround.Paper;
import io.equiveil.matters.OwnFileHold.Kind;
import io.equiveil.matters.RetentionClock.State;
import io.equiveil.nda.AgreementState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// When the ground of a client's own file ends, constellation by constellation.
class OwnFileGroundTests {

    private static final Law LAW = Law.shipped();
    private static final RetentionRules RULES = RetentionRules.shipped(LAW);
    private static final Instant BEGUN = Instant.parse("2026-01-05T02:00:00Z");
    private static final Instant CLOSED = Instant.parse("2026-06-01T02:00:00Z");
    private static final Instant LAPSES = Instant.parse("2029-06-01T02:00:00Z");
    private static final Instant FAR = Instant.parse("2090-01-01T00:00:00Z");

    private static final Matter OPEN = new Matter("青松", Optional.empty(), Optional.empty(), false);
    private static final Matter ENDED = new Matter("青松", Optional.of(CLOSED), Optional.empty(), false);
    private static final Paper RUNNING = new Paper("EV-1", AgreementState.IN_FORCE, Optional.of(LAPSES));
    private static final Paper WITHOUT_END = new Paper("EV-1", AgreementState.IN_FORCE, Optional.empty());

    @ParameterizedTest(name = "{0} is kept until {1} by {2}")
    @CsvSource({
        "OPTIONAL, 2029-06-01T02:00:00Z, MAX-PURPOSE",
        "RELATION, 2032-06-01T02:00:00Z, RET-CLAIM",
        "IDENTITY, 2036-06-01T02:00:00Z, RET-AML",
        "TRACE, 2039-06-01T02:00:00Z, RET-AML"
    })
    void eachGroupOfAFileWhoseMatterEndedCountsFromItsOwnEnd(RetentionGroup group, Instant until, String rule) {
        OwnFileClock clock =
                clocks(ground(List.of(ENDED), List.of(RUNNING)), CLOSED).get(group);

        assertThat(clock.keptUntil()).contains(until);
        assertThat(clock.rule()).contains(rule);
        assertThat(clock.state()).isEqualTo(State.RUNNING);
        assertThat(clock.holds()).isEmpty();
    }

    @Test
    void theLastOfSeveralMattersCounts() {
        Matter later = new Matter("白鹭", Optional.of(CLOSED.plusSeconds(86_400)), Optional.empty(), false);

        assertThat(clocks(ground(List.of(later, ENDED), List.of()), CLOSED)
                        .get(RetentionGroup.IDENTITY)
                        .keptUntil())
                .contains(LAW.keptUntil("RET-AML", CLOSED.plusSeconds(86_400)).orElseThrow());
    }

    @Test
    void aGroupGoesOnTheDayAndNotBefore() {
        OwnFileGround ground = ground(List.of(ENDED), List.of(RUNNING));
        Instant until = Instant.parse("2032-06-01T02:00:00Z");

        assertThat(clocks(ground, until.minusSeconds(1))
                        .get(RetentionGroup.RELATION)
                        .state())
                .isEqualTo(State.RUNNING);
        assertThat(clocks(ground, until).get(RetentionGroup.RELATION).state()).isEqualTo(State.DUE);
    }

    @Test
    void noClockStartsWhileAMatterIsOpen() {
        assertThat(clocks(ground(List.of(ENDED, OPEN), List.of(RUNNING)), FAR).values())
                .allSatisfy(clock -> {
                    assertThat(clock.state()).isEqualTo(State.RUNNING);
                    assertThat(clock.keptUntil()).isEmpty();
                    assertThat(clock.holds()).containsExactly(OwnFileHold.of(Kind.MATTER_OPEN, "青松"));
                });
    }

    @Test
    void noClockStartsWhileAnAgreementHasNoEndOrWaits() {
        assertThat(kinds(ground(List.of(), List.of(WITHOUT_END)), FAR)).containsExactly(Kind.AGREEMENT_WITHOUT_END);
        for (AgreementState waits : List.of(AgreementState.DRAFT, AgreementState.SENT, AgreementState.ON_PAPER)) {
            OwnFileGround ground = ground(List.of(ENDED), List.of(RUNNING, new Paper("EV-2", waits, Optional.empty())));
            assertThat(kinds(ground, FAR)).as("%s", waits).containsExactly(Kind.AGREEMENT_WAITS);
            assertThat(clocks(ground, FAR).get(RetentionGroup.RELATION).keptUntil())
                    .isEmpty();
        }
    }

    @Test
    void anAgreementThatWasWithdrawnKeepsNothing() {
        Paper cancelled = new Paper("EV-2", AgreementState.CANCELLED, Optional.empty());

        assertThat(clocks(ground(List.of(ENDED), List.of(RUNNING, cancelled)), FAR)
                        .get(RetentionGroup.RELATION)
                        .state())
                .isEqualTo(State.DUE);
    }

    @Test
    void ofAClientWithoutAMatterTheAgreementWasTheRelation() {
        Paper over = new Paper("EV-1", AgreementState.ENDED, Optional.of(CLOSED));

        assertThat(clocks(ground(List.of(), List.of(over)), CLOSED)
                        .get(RetentionGroup.IDENTITY)
                        .keptUntil())
                .isEqualTo(LAW.keptUntil("RET-AML", CLOSED));
    }

    @Test
    void whoeverGaveNoMandateKeepsItsPartOfTheLogAsLongAsTheEvidence() {
        OwnFileGround lapsed = ground(List.of(), List.of());
        Map<RetentionGroup, OwnFileClock> clocks =
                lapsed.clocks(RULES, Map.of(RetentionGroup.TRACE, Key.ALIVE), FAR).stream()
                        .collect(Collectors.toMap(OwnFileClock::group, clock -> clock));

        assertThat(clocks).containsOnlyKeys(RetentionGroup.TRACE);
        assertThat(clocks.get(RetentionGroup.TRACE).keptUntil()).isEqualTo(LAW.keptUntil("RET-AML", BEGUN));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ACTS_FOR_ANOTHER", "REQUEST_OPEN", "NOT_GENUINE"})
    void whatElseKeepsAFileHoldsItBeyondEveryTerm(Kind kind) {
        OwnFileGround held = new OwnFileGround(
                BEGUN, List.of(ENDED), List.of(RUNNING), Optional.empty(), List.of(OwnFileHold.of(kind)));

        assertThat(clocks(held, FAR).values()).allSatisfy(clock -> {
            assertThat(clock.state()).isEqualTo(State.HELD);
            assertThat(clock.keptUntil()).isPresent();
        });
    }

    @Test
    void aLegalHoldWinsOverEveryTermAndOverWithdrawalAndSaysWhy() {
        Matter held = new Matter("青松", Optional.of(CLOSED), Optional.of(HoldReason.DISPUTE), true);
        OwnFileGround ground =
                new OwnFileGround(BEGUN, List.of(held), List.of(RUNNING), Optional.of(CLOSED), List.of());

        assertThat(clocks(ground, FAR).values()).allSatisfy(clock -> {
            assertThat(clock.state()).isEqualTo(State.HELD);
            assertThat(clock.holds())
                    .containsExactly(
                            new OwnFileHold(Kind.LEGAL_HOLD, Optional.of(HoldReason.DISPUTE), Optional.of("青松")));
        });
    }

    @Test
    void whatWasOptionalGoesAtOnceWhenTheConsentIsTakenBackEvenInAnOpenMatter() {
        OwnFileGround ground =
                new OwnFileGround(BEGUN, List.of(OPEN), List.of(WITHOUT_END), Optional.of(CLOSED), List.of());
        Map<RetentionGroup, OwnFileClock> clocks = clocks(ground, CLOSED);

        assertThat(clocks.get(RetentionGroup.OPTIONAL).state()).isEqualTo(State.DUE);
        assertThat(clocks.get(RetentionGroup.OPTIONAL).rule()).contains("PIPL-47");
        assertThat(clocks.get(RetentionGroup.RELATION).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theClientIsNotWarnedOfAnInquiry() {
        Matter held = new Matter("青松", Optional.of(CLOSED), Optional.of(HoldReason.MONEY_LAUNDERING), true);
        OwnFileGround ground = ground(List.of(held), List.of(RUNNING));

        assertThat(clocks(ground, CLOSED)
                        .get(RetentionGroup.RELATION)
                        .asToldToTheClient()
                        .holds())
                .as("it changes nothing yet")
                .isEmpty();
        assertThat(clocks(ground, FAR)
                        .get(RetentionGroup.RELATION)
                        .asToldToTheClient()
                        .holds())
                .containsExactly(OwnFileHold.of(Kind.LEGAL_HOLD));
    }

    @Test
    void aDestroyedGroupIsDestroyedWhateverElseIsSaid() {
        OwnFileGround ground = ground(List.of(OPEN), List.of());

        assertThat(ground.clocks(RULES, Map.of(RetentionGroup.RELATION, Key.DESTROYED), FAR))
                .singleElement()
                .returns(State.DESTROYED, OwnFileClock::state)
                .satisfies(clock -> assertThat(clock.holds()).isEmpty());
    }

    private static OwnFileGround ground(List<Matter> matters, List<Paper> papers) {
        return new OwnFileGround(BEGUN, matters, papers, Optional.empty(), List.of());
    }

    private static List<Kind> kinds(OwnFileGround ground, Instant now) {
        return clocks(ground, now).get(RetentionGroup.RELATION).holds().stream()
                .map(OwnFileHold::kind)
                .toList();
    }

    private static Map<RetentionGroup, OwnFileClock> clocks(OwnFileGround ground, Instant now) {
        Map<RetentionGroup, Key> all =
                Arrays.stream(RetentionGroup.values()).collect(Collectors.toMap(group -> group, _ -> Key.ALIVE));
        return ground.clocks(RULES, all, now).stream().collect(Collectors.toMap(OwnFileClock::group, clock -> clock));
    }
}
