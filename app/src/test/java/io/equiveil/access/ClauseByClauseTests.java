package io.equiveil.access;

import static io.equiveil.access.AQuestion.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.equiveil.access.AQuestion.Answer;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.access.Question.Form;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.slf4j.LoggerFactory;

class ClauseByClauseTests {

    @Test
    void permitsWhenEveryClauseIsContent() {
        assertThat(new AQuestion().verdict()).isInstanceOfSatisfying(Verdict.Permit.class, permit -> {
            assertThat(permit.ruleId()).isEqualTo("advisor-contact");
            assertThat(permit.observed()).isEmpty();
            assertThat(permit.notYet()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(value = Clause.class, mode = Mode.EXCLUDE, names = "PARTNER_STATUS")
    void deniesWhenNobodyAnswersForOneClause(Clause clause) {
        AQuestion question = new AQuestion().unanswered(clause);
        if (clause == Clause.ASSIGNMENT || clause == Clause.CLASS_AND_STAGE) {
            question.related();
        }

        assertThat(reasons(question)).contains(ClauseByClause.missing(clause).reason());
    }

    @Test
    void deniesAPartnerWithoutAnAnswerAboutTheFirm() {
        assertThat(reasons(aPartner().unanswered(Clause.PARTNER_STATUS))).containsExactly(Reason.PARTNER_NOT_APPROVED);
    }

    @ParameterizedTest
    @EnumSource(Clause.class)
    void deniesWhenOneSourceSaysNoAlthoughAnotherHolds(Clause clause) {
        AQuestion question = aPartner();
        if (clause == Clause.TRAINING) {
            question = new AQuestion();
        }
        question.answered(
                clause,
                new Answer.Says(Fact.holds()),
                new Answer.Says(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER)));

        assertThat(reasons(question)).containsExactly(Reason.ROW_NOT_GENUINE);
    }

    @ParameterizedTest
    @EnumSource(Clause.class)
    void deniesWhenASourceThrowsAlthoughAnotherHolds(Clause clause) {
        AQuestion question = clause == Clause.TRAINING ? new AQuestion() : aPartner();
        question.answered(clause, new Answer.Throws(), new Answer.Says(Fact.holds()));

        assertThat(reasons(question)).containsExactly(Reason.NOT_ANSWERED);
    }

    @Test
    void oneSourceThatHoldsIsEnoughWhereAnotherKnowsNothing() {
        AQuestion question =
                new AQuestion().answered(Clause.LEGAL_BASIS, new Answer.LeavesOut(), new Answer.Says(Fact.holds()));

        assertThat(question.verdict()).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void missingSaidAloudIsTheSameAsSilence() {
        assertThat(reasons(new AQuestion().answered(Clause.LEGAL_BASIS, new Answer.Says(new Fact.Missing()))))
                .containsExactly(Reason.NO_LEGAL_BASIS);
    }

    @Test
    void whatASourceThrowsIsLoggedByItsClassOnly() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ClauseByClause.class);
        log.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
        try {
            new AQuestion().answered(Clause.LEGAL_BASIS, new Answer.Throws()).decide();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .contains("IllegalStateException")
                    .doesNotContain("13800138000");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void reportsEveryClauseThatRefusesAtOnce() {
        AQuestion question = new AQuestion();
        for (Clause clause : Clause.values()) {
            question.unanswered(clause);
        }

        assertThat(refused(question))
                .extracting(Decision.ClauseOutcome::clause)
                .containsExactly(
                        Clause.AUTHENTICATED_SESSION,
                        Clause.AGREEMENT_IN_FORCE,
                        Clause.OWN_AGREEMENT,
                        Clause.LEGAL_BASIS,
                        Clause.TRAINING,
                        Clause.JURISDICTION,
                        Clause.DEVICE_AND_NETWORK);
    }

    @Test
    void aStrangerIsRefusedWhateverTheSourcesSay() {
        assertThat(reasons(new AQuestion().by(new Requester.Anonymous("192.0.2.9"))))
                .contains(Reason.NOT_SIGNED_IN);
    }

    @Test
    void oneFactorIsNotEnoughWhateverTheSourcesSay() {
        assertThat(reasons(new AQuestion().by(AQuestion.person(Set.of(Role.ADVISOR), Set.of(), 1))))
                .containsExactly(Reason.SECOND_FACTOR_MISSING);
    }

    @Test
    void anObservedClauseIsNotedAndDoesNotStop() {
        AQuestion question =
                new AQuestion().unanswered(Clause.TRAINING).standing(Clause.TRAINING, ClauseState.OBSERVED);

        assertThat(question.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Permit.class,
                        permit ->
                                assertThat(permit.observed()).containsExactly(ClauseByClause.missing(Clause.TRAINING)));
    }

    @Test
    void aClauseThatIsNotYetInForceIsNamedInThePermit() {
        AQuestion question = new AQuestion().unanswered(Clause.TRAINING).standing(Clause.TRAINING, ClauseState.NOT_YET);

        assertThat(question.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Permit.class,
                        permit -> assertThat(permit.notYet()).containsExactly(Clause.TRAINING));
    }

    @ParameterizedTest
    @EnumSource(Clause.class)
    void whatCannotBeRelaxedCountsWhateverItsRowSays(Clause clause) {
        AQuestion question = aPartner().unanswered(clause).standing(clause, ClauseState.OBSERVED);
        if (clause.canBeRelaxed()) {
            return;
        }
        if (clause == Clause.ASSIGNMENT || clause == Clause.CLASS_AND_STAGE) {
            question.related();
        }

        assertThat(question.verdict()).isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void observationEndsByItself() {
        ClauseStanding standing = new ClauseStanding(
                Clause.TRAINING,
                ClauseState.OBSERVED,
                Optional.of(NOW),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                true);

        assertThat(standing.at(NOW.minusMillis(1))).isEqualTo(ClauseState.OBSERVED);
        assertThat(standing.at(NOW)).isEqualTo(ClauseState.IN_FORCE);
    }

    @Test
    void aMattersValuesAreNotOpenedInTheNameOfAnotherMatter() {
        AQuestion question =
                new AQuestion().ownedByTheMatter().forA(InformationClass.DEAL_DETAIL, Form.VALUE, Purpose.MANDATE);
        Question elsewhere = new Question(
                question.who(),
                List.of(question.address()),
                Form.VALUE,
                Purpose.MANDATE,
                Optional.of(MatterId.random()),
                NOW);

        assertThat(question.verdict()).isInstanceOf(Verdict.Permit.class);
        assertThat(question.decisions().decide(elsewhere).verdicts().get(question.address()))
                .isEqualTo(new Verdict.Deny(List.of(
                        new Decision.ClauseOutcome(Clause.ASSIGNMENT, Reason.NOT_ASSIGNED, Remedy.ASK_LEAD_ADVISOR))));
    }

    @Test
    void nothingIsOpenInAnAbandonedMatterByStage() {
        assertThat(reasons(aPartner().at(MatterStage.ABANDONED))).containsExactly(Reason.STAGE_PASSED);
    }

    @Test
    void readsTheEpochsOfEverybodyInvolved() {
        AQuestion question = new AQuestion();
        Requester.SignedIn advisor = (Requester.SignedIn) question.who();

        assertThat(question.decide().epochs().keySet())
                .containsExactlyInAnyOrder(
                        Scope.FIRM, Scope.of(question.subject), Scope.of(question.matter), Scope.of(advisor.person()));
    }

    @Test
    void withoutAPolicyThatCanBeBelievedNobodyMayAnythingNotEvenTheMachine() {
        StandingPolicy none = new StandingPolicy() {
            @Override
            public Optional<Adopted> current() {
                return Optional.empty();
            }

            @Override
            public List<ClauseStanding> standings() {
                return List.of();
            }
        };
        AccessDecisions decisions = new ClauseByClause(_ -> java.util.Map.of(), none, List::of, List::of, List::of);

        for (AQuestion asked : List.of(
                new AQuestion(),
                new AQuestion().bySelf(),
                new AQuestion().by(new Requester.Machine(io.equiveil.kernel.SystemPrincipal.MESSENGER)))) {
            assertThat(decisions.decide(asked.question()).verdicts().get(asked.address()))
                    .isEqualTo(new Verdict.Deny(List.of(new Decision.ClauseOutcome(
                            Clause.CLASS_AND_STAGE, Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER))));
        }
    }

    private static AQuestion aPartner() {
        return new AQuestion()
                .by(Role.PARTNER)
                .related(Relation.ENGAGED_PARTNER)
                .ownedByTheMatter()
                .forA(InformationClass.DOCUMENT, Form.PAGE, Purpose.PROFESSIONAL_SERVICE)
                .at(MatterStage.DUE_DILIGENCE);
    }

    private static List<Decision.ClauseOutcome> refused(AQuestion question) {
        return question.verdict() instanceof Verdict.Deny(var refused) ? refused : List.of();
    }

    private static List<Reason> reasons(AQuestion question) {
        return refused(question).stream().map(Decision.ClauseOutcome::reason).toList();
    }
}
