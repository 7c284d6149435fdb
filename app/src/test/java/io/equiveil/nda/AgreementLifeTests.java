package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.clients.ClientKind;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.AMatter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of an agreement: its term counts from closing, warns, ends, and the gate shuts with it.
class AgreementLifeTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Agreements agreements = a.agreements;
    private final AgreementId firm =
            agreements.firmAgreement(a.sellerSubject).orElseThrow().id();

    @Test
    void endingItShutsTheGateAtOnceAndOvertakesWhatWasDecidedBefore() {
        assertThat(fact()).isEqualTo(Fact.holds());
        long subject = epoch(Scope.of(a.sellerSubject));
        long matter = epoch(Scope.of(a.id));

        assertThat(agreements.end(a.advisor.requester(), firm, EndReason.COUNTERPART_ASKED))
                .isInstanceOf(AgreementResult.Done.class);

        assertThat(fact()).isEqualTo(Fact.fails(Reason.AGREEMENT_EXPIRED, Remedy.SIGN_AGREEMENT));
        assertThat(epoch(Scope.of(a.sellerSubject))).isGreaterThan(subject);
        assertThat(epoch(Scope.of(a.id))).as("of the matter that it covers").isGreaterThan(matter);
        assertThat(agreements.end(a.advisor.requester(), firm, EndReason.BY_BOTH))
                .isEqualTo(new AgreementResult.NotNow(AgreementState.ENDED));
    }

    @Test
    void onlyThoseWhomItConcernsEndIt() {
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);

        assertThat(agreements.end(stranger.requester(), firm, EndReason.BY_BOTH))
                .isEqualTo(new AgreementResult.Unknown());
        assertThat(agreements.end(a.seller.requester(), firm, EndReason.COUNTERPART_ASKED))
                .as("a client gives notice to the firm")
                .isEqualTo(new AgreementResult.Unknown());
        assertThat(fact()).isEqualTo(Fact.holds());
    }

    @Test
    void anUndertakingIsEndedByOversightAndNotByTheOneWhoGaveIt() {
        SignedInPerson leaver = PeopleInTests.staff(a.house, Role.COMPLIANCE_OFFICER);
        AgreementId own = a.house
                .bean(OwnAgreements.class)
                .of(leaver.requester())
                .orElseThrow()
                .id();
        long before = epoch(Scope.of(leaver.person()));

        assertThat(agreements.end(leaver.requester(), own, EndReason.LEFT)).isEqualTo(new AgreementResult.Unknown());
        assertThat(agreements.end(a.officer.requester(), own, EndReason.LEFT)).isInstanceOf(AgreementResult.Done.class);

        assertThat(a.house.bean(OwnAgreements.class).missing(leaver.requester()))
                .isTrue();
        assertThat(epoch(Scope.of(leaver.person()))).isGreaterThan(before);
    }

    @Test
    void theTermCountsFromClosingAndNotWhileAnotherMatterIsOpen() {
        agreements.matterClosed(a.advisor.requester(), a.id, Instant.now(), Set.of(a.id));
        assertThat(summary(firm).endsAt()).as("another matter is open").isEmpty();

        agreements.matterClosed(a.advisor.requester(), a.id, Instant.parse("2026-03-01T04:00:00Z"), Set.of());

        assertThat(summary(firm).endsAt()).contains(Instant.parse("2029-03-01T04:00:00Z"));
        assertThat(fact()).as("until then it opens").isEqualTo(Fact.holds());
    }

    @Test
    void whenTheTermIsOverTheGateShutsByItselfAndTheClockWritesItDown() {
        closedAgo(Duration.ofDays(3 * 366));

        assertThat(fact()).isEqualTo(Fact.fails(Reason.AGREEMENT_EXPIRED, Remedy.SIGN_AGREEMENT));
        assertThat(terms()).as("nobody has written it down yet").isInstanceOf(Outcome.Fails.class);

        a.house.bean(AgreementClock.class).lapseDue();

        assertThat(summary(firm).state()).isEqualTo(AgreementState.ENDED);
        assertThat(summary(firm).endedBecause()).contains(EndReason.LAPSED);
        assertThat(terms()).isInstanceOf(Outcome.Holds.class);
    }

    @ParameterizedTest(name = "{0} days before the end: {1}")
    @CsvSource({"20, nda.work.lapses.30", "5, nda.work.lapses.7", "0, nda.work.lapses.1"})
    void theEndIsAnnouncedThirtySevenAndOneDaysBefore(int days, String sentence) {
        Instant end = Instant.now().plus(Duration.ofDays(days)).plusSeconds(3_600);
        agreements.matterClosed(
                a.advisor.requester(),
                a.id,
                end.atZone(io.equiveil.frame.Display.SHANGHAI).minusYears(3).toInstant(),
                Set.of());

        assertThat(work(a.advisor))
                .filteredOn(item -> item.path().equals("/agreements/" + firm))
                .singleElement()
                .satisfies(item -> assertThat(item.messageKey()).isEqualTo(sentence));
        assertThat(work(PeopleInTests.staff(a.house, Role.ADVISOR)))
                .as("and to nobody whom it does not concern")
                .noneMatch(item -> item.path().contains(firm.toString()));
    }

    @Test
    void aDraftIsWithdrawnAndCanNoLongerBeSigned() {
        SubjectId other = a.client(ClientKind.PERSON, "吴草稿");
        AgreementId draft = ((AgreementResult.Done)
                        a.clients.prepareAgreement(a.advisor.requester(), other, Locale.ENGLISH))
                .agreement()
                .id();

        assertThat(agreements.cancel(a.advisor.requester(), draft)).isInstanceOf(AgreementResult.Done.class);

        assertThat(PapersInTests.takeIn(agreements, a.advisor.requester(), draft, new byte[] {1}))
                .isEqualTo(new AgreementResult.NotNow(AgreementState.CANCELLED));
        assertThat(agreements.cancel(a.advisor.requester(), firm))
                .isEqualTo(new AgreementResult.NotNow(AgreementState.IN_FORCE));
    }

    @Test
    void aListShowsWhatConcernsTheAskerByStateKindAndNumber() {
        assertThat(ids(AgreementFilter.IN_FORCE, Optional.of(AgreementKind.CLIENT_FIRM), Optional.empty()))
                .contains(firm);
        assertThat(ids(AgreementFilter.IN_FORCE, Optional.of(AgreementKind.BUYER), Optional.empty()))
                .doesNotContain(firm);
        assertThat(ids(AgreementFilter.OVER, Optional.empty(), Optional.empty()))
                .doesNotContain(firm);
        Optional<String> number = AgreementQuery.number(summary(firm).number().toLowerCase(Locale.ROOT));
        assertThat(ids(AgreementFilter.ALL, Optional.empty(), number)).containsExactly(firm);

        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(agreements
                        .list(
                                stranger.requester(),
                                new AgreementQuery(AgreementFilter.ALL, Optional.empty(), number, Optional.empty()))
                        .agreements())
                .as("a number that is not one's affair finds nothing")
                .isEmpty();
    }

    @Test
    void aPromiseThatIsNotKeptTurnsMeasureOnePointFourRed() {
        a.house
                .ownerJdbc()
                .sql("update nda.agreements set measures = array_append(measures, '20.3') where id = :id")
                .param("id", firm.value())
                .update();
        try {
            assertThat(promises())
                    .isInstanceOfSatisfying(
                            Outcome.Fails.class,
                            fails -> assertThat(fails.arguments())
                                    .anySatisfy(argument ->
                                            assertThat(argument.toString()).contains("20.3")));
        } finally {
            a.house
                    .ownerJdbc()
                    .sql("update nda.agreements set measures = array_remove(measures, '20.3') where id = :id")
                    .param("id", firm.value())
                    .update();
        }
    }

    private Outcome terms() {
        return new AgreementChecks()
                .agreementTermCheck(a.house.bean(AgreementRepository.class), a.house.bean(Clock.class))
                .check();
    }

    private Outcome promises() {
        return new AgreementChecks()
                .promisedMeasuresCheck(a.house.bean(AgreementRepository.class), a.house.bean(PromisedMeasures.class))
                .check();
    }

    private void closedAgo(Duration ago) {
        agreements.matterClosed(a.advisor.requester(), a.id, Instant.now().minus(ago), Set.of());
    }

    private List<AgreementId> ids(AgreementFilter filter, Optional<AgreementKind> kind, Optional<String> number) {
        return agreements
                .list(a.advisor.requester(), new AgreementQuery(filter, kind, number, Optional.empty()))
                .agreements()
                .stream()
                .map(AgreementSummary::id)
                .toList();
    }

    private List<Worklist.Item> work(SignedInPerson who) {
        return a.house.bean(AgreementWork.class).itemsFor(who.requester());
    }

    private AgreementSummary summary(AgreementId id) {
        return agreements.find(a.advisor.requester(), id).orElseThrow();
    }

    private long epoch(Scope scope) {
        return a.house.bean(Ledger.class).epochs(Set.of(scope)).getOrDefault(scope, 0L);
    }

    private Fact fact() {
        Address asked = new Address(
                Owner.of(a.sellerSubject),
                RetentionGroup.RELATION,
                new RecordType("clients.person"),
                UUID.randomUUID(),
                InformationClass.CONTACT);
        Question question = new Question(
                a.advisor.requester(),
                List.of(asked),
                Question.Form.VALUE,
                Purpose.CONTACT,
                Optional.empty(),
                Instant.now());
        return a.house.bean(AgreementInForce.class).facts(question).get(asked);
    }
}
