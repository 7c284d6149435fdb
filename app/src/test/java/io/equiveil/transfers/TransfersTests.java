package io.equiveil.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.clients.ClientKind;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.law.Law;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.Standing;
import io.equiveil.transfers.Checklist.Deadline;
import io.equiveil.transfers.Obstacle.Kind;
import io.equiveil.transfers.Shareholder.Reply;
import io.equiveil.transfers.TransferResult.Blocked;
import io.equiveil.transfers.TransferResult.Done;
import io.equiveil.transfers.TransferResult.Unknown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The legal steps in the real house: what each needs, by when, and who is asked.
class TransfersTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Transfers transfers = a.transfers;
    private final LocalDate today = AMatter.today();

    @Test
    void aStepIsDoneWithADocumentThatShowsItAndItsHistorySaysSo() {
        toDueDiligence();

        assertThat(kinds(complete(TransferStep.ARTICLES_CHECKED, today))).containsExactly(Kind.DOCUMENT_MISSING);
        assertThat(kinds(complete(TransferStep.ARTICLES_CHECKED, today.plusDays(1), a.document())))
                .containsExactly(Kind.DAY_IN_THE_FUTURE);
        assertThat(kinds(complete(TransferStep.ARTICLES_CHECKED, today, DocumentId.random())))
                .containsExactly(Kind.DOCUMENT_UNKNOWN);
        assertThat(kinds(complete(TransferStep.PAYMENT_CONFIRMED, today, a.document())))
                .containsExactly(Kind.STAGE_NOT_REACHED);

        DocumentId articles = a.document();
        done(complete(TransferStep.ARTICLES_CHECKED, today, articles));
        assertThat(step(TransferStep.ARTICLES_CHECKED).documents()).containsExactly(articles);
        assertThat(kinds(complete(TransferStep.ARTICLES_CHECKED, today))).containsExactly(Kind.STEP_DONE);
        done(transfers.reopen(a.advisor.requester(), a.id, TransferStep.ARTICLES_CHECKED));
        assertThat(step(TransferStep.ARTICLES_CHECKED).isDone()).isFalse();

        assertThat(transfers.history(a.advisor.requester(), a.id, TransferStep.ARTICLES_CHECKED))
                .extracting(StepEvent::act)
                .containsExactly(StepEvent.Act.DOCUMENTED, StepEvent.Act.DONE, StepEvent.Act.REOPENED);
        assertThat(advance(MatterStage.AGREEMENT)).contains(Blocker.STEPS_OPEN);
    }

    @Test
    void theLawCountsItsOwnDaysFromTheDayOfTheAgreement() {
        toDueDiligence();
        a.toAgreement();
        LocalDate signed = today.minusDays(2);
        assertThat(step(TransferStep.TAX_REPORTED).due()).isEmpty();

        a.complete(TransferStep.TRANSFER_AGREEMENT, signed);

        Law law = a.house.bean(Law.class);
        assertThat(step(TransferStep.TAX_REPORTED).due()).contains(deadline(law, "DL-PIT-REPORT", signed));
        assertThat(step(TransferStep.TAX_PAID).due()).contains(deadline(law, "DL-PIT-FILE", signed));
        assertThat(step(TransferStep.STAMP_DUTY_PAID).due()).contains(deadline(law, "DL-STAMP", signed));
        LocalDate byLaw = law.due("DL-STAMP", signed).lastDay();
        assertThat(transfers.schedule(a.advisor.requester(), a.id, TransferStep.STAMP_DUTY_PAID, byLaw.plusDays(1)))
                .isEqualTo(new Blocked(List.of(Obstacle.of(Kind.LATER_THAN_LAW, byLaw))));
        done(transfers.schedule(a.advisor.requester(), a.id, TransferStep.STAMP_DUTY_PAID, byLaw.minusDays(1)));
        assertThat(step(TransferStep.STAMP_DUTY_PAID).due())
                .contains(new Deadline(byLaw.minusDays(1), Optional.empty(), true));
    }

    private static Deadline deadline(Law law, String rule, LocalDate from) {
        return new Deadline(
                law.due(rule, from).lastDay(),
                Optional.of(rule),
                law.due(rule, from).certain());
    }

    @Test
    void nobodysRightToBuyFirstIsPassedOver() {
        toNotice();
        assertThat(kinds(complete(TransferStep.SHAREHOLDERS_NOTIFIED, today, a.document())))
                .containsExactly(Kind.SHAREHOLDERS_MISSING);
        ShareholderId lin = enter("林一", "30");
        ShareholderId he = enter("何二", "20");
        assertThat(kinds(complete(TransferStep.SHAREHOLDERS_NOTIFIED, today, a.document())))
                .containsExactly(Kind.SHAREHOLDERS_NOT_NOTIFIED);

        // One was told long ago and stays silent, the other only now.
        done(notice(lin, today.minusDays(60), today.minusDays(59)));
        done(notice(he, today.minusDays(1), null));
        a.complete(TransferStep.SHAREHOLDERS_NOTIFIED, today);
        assertThat(standings()).containsExactly(Shareholder.Standing.SILENT, Shareholder.Standing.SENT);
        assertThat(kinds(complete(TransferStep.SHAREHOLDERS_ANSWERED, today))).containsExactly(Kind.NOTICE_NOT_ARRIVED);
        done(notice(he, today.minusDays(1), today.minusDays(1)));
        LocalDate last =
                a.house.bean(Law.class).due("DL-PREEMPT", today.minusDays(1)).lastDay();
        assertThat(complete(TransferStep.SHAREHOLDERS_ANSWERED, today))
                .isEqualTo(new Blocked(List.of(Obstacle.of(Kind.STILL_TIME_TO_ANSWER, 1, last))));
        assertThat(advance(MatterStage.PAYMENT)).containsExactly(Blocker.STEPS_OPEN);

        done(transfers.recordReply(a.advisor.requester(), a.id, he, Reply.WAIVES, today, Cleartext.of("书面放弃，已收到原件")));
        done(complete(TransferStep.SHAREHOLDERS_ANSWERED, today));
        assertThat(checklist().preemption().outcome()).isEqualTo(Preemption.Outcome.WAIVED);
        assertThat(lastKinds()).contains("preemption-concluded/v1");
        a.advance(MatterStage.PAYMENT);
        assertThat(kinds(transfers.reopen(a.advisor.requester(), a.id, TransferStep.SHAREHOLDERS_ANSWERED)))
                .containsExactly(Kind.STAGE_PASSED);
    }

    @Test
    void aShareholderWhoExercisesTheRightBlocksOutsidersUntilSomebodyDecides() {
        AMatter.Buyer buyer = toNotice();
        ShareholderId lin = enter("林一", "30");
        ShareholderId he = enter("何二", "20");
        done(notice(lin, today.minusDays(5), today.minusDays(5)));
        done(notice(he, today.minusDays(60), today.minusDays(59)));
        assertThat(kinds(transfers.recordReply(
                        a.advisor.requester(), a.id, he, Reply.EXERCISES, today, Cleartext.of(""))))
                .as("its time is over")
                .containsExactly(Kind.REPLY_AFTER_TIME);
        assertThat(kinds(transfers.letShareholdersBuy(a.advisor.requester(), a.id)))
                .contains(Kind.NOTHING_EXERCISED);
        done(transfers.recordReply(a.advisor.requester(), a.id, lin, Reply.EXERCISES, today, Cleartext.of("按同等条件购买")));
        a.complete(TransferStep.SHAREHOLDERS_NOTIFIED, today);

        assertThat(kinds(complete(TransferStep.SHAREHOLDERS_ANSWERED, today)))
                .containsExactly(Kind.PREEMPTION_EXERCISED);
        done(transfers.letShareholdersBuy(a.advisor.requester(), a.id));

        assertThat(a.matters.find(a.advisor.requester(), a.id).orElseThrow().buyers())
                .allSatisfy(party -> assertThat(party.standing()).isEqualTo(Standing.LEFT));
        assertThat(a.matters.find(buyer.person().requester(), a.id))
                .as("the outside buyer has left at once")
                .isEmpty();
        done(complete(TransferStep.SHAREHOLDERS_ANSWERED, today));
        a.advance(MatterStage.PAYMENT);
    }

    @Test
    void namesSharesAndWordsAreSealedAndOpenThroughTheGateToTheTeamAlone() {
        AMatter.Buyer buyer = toNotice();
        ShareholderId lin = enter("林一诺", "30");
        ShareholderId he = enter("何二", "20");
        done(notice(lin, today, today));
        done(notice(he, today, today));
        done(transfers.recordReply(a.advisor.requester(), a.id, lin, Reply.EXERCISES, today, Cleartext.of("买下全部")));
        done(transfers.recordReply(a.advisor.requester(), a.id, he, Reply.EXERCISES, today, Cleartext.of("")));

        ShareholderFacts masks =
                transfers.readShareholders(a.advisor.requester(), a.id, true).orElseThrow();
        assertThat(masks.facts().get(lin).get("name").revealForDisplay()).isEqualTo("林＊＊");
        assertThat(masks.parts()).isEmpty();
        ShareholderFacts open =
                transfers.readShareholders(a.advisor.requester(), a.id, false).orElseThrow();
        assertThat(open.facts().get(lin).get("name").revealForDisplay()).isEqualTo("林一诺");
        assertThat(open.facts().get(lin).get("words").revealForDisplay()).isEqualTo("买下全部");
        assertThat(open.parts()).containsEntry(lin, new BigDecimal("60.00")).containsEntry(he, new BigDecimal("40.00"));

        assertThat(transfers.readShareholders(buyer.person().requester(), a.id, true))
                .isEmpty();
        for (Purpose purpose : List.of(Purpose.DUE_DILIGENCE, Purpose.SETTLEMENT, Purpose.STATUTORY_NOTICE)) {
            Disclosure asked = a.house
                    .bean(Disclosures.class)
                    .open(
                            buyer.person().requester(),
                            List.of(Wanted.value(Others.address(a.id, lin), "name")),
                            Why.of(purpose, a.id));
            assertThat(((Disclosure.Answered) asked).shown()).as(purpose.name()).isEmpty();
        }
    }

    @Test
    void whereNobodyHasToBeAskedTheArticlesOrTheReasonSuffice() {
        toNotice();
        done(transfers.setBasis(a.advisor.requester(), a.id, Preemption.Basis.ARTICLES_DIFFER));
        assertThat(kinds(complete(TransferStep.SHAREHOLDERS_NOTIFIED, today))).containsExactly(Kind.DOCUMENT_MISSING);

        done(transfers.setBasis(a.advisor.requester(), a.id, Preemption.Basis.SOLE_SHAREHOLDER));
        assertThat(kinds(transfers.enterShareholder(
                        a.advisor.requester(), a.id, Cleartext.of("林一"), Cleartext.of(""), Cleartext.of("30"))))
                .containsExactly(Kind.BASIS_NEEDS_NO_NOTICE);
        done(complete(TransferStep.SHAREHOLDERS_NOTIFIED, today));
        assertThat(kinds(transfers.setBasis(a.advisor.requester(), a.id, Preemption.Basis.STATUTORY)))
                .containsExactly(Kind.NOTICE_PERIOD_STARTED);
        done(complete(TransferStep.SHAREHOLDERS_ANSWERED, today));
        a.advance(MatterStage.PAYMENT);
    }

    @Test
    void anIndividualsRegistrationWaitsForTheProofOfTax() {
        Checklist open = checklist();
        StepRules rules = a.house.bean(StepRules.class);
        assertThat(StepConditions.unmet(
                        open,
                        rules.of(TransferStep.REGISTRATION_CHANGED),
                        MatterStage.REGISTRATION,
                        ClientKind.PERSON,
                        today,
                        today,
                        1))
                .extracting(Obstacle::kind)
                .containsExactly(Kind.TAX_FIRST);
        assertThat(StepConditions.unmet(
                        open,
                        rules.of(TransferStep.REGISTRATION_CHANGED),
                        MatterStage.REGISTRATION,
                        ClientKind.COMPANY,
                        today,
                        today,
                        1))
                .isEmpty();
    }

    @Test
    void onlyTheTeamActsAndOnlyTheFirmReads() {
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(transfers.complete(stranger.requester(), a.id, TransferStep.ARTICLES_CHECKED, today, List.of()))
                .isEqualTo(new Unknown());
        assertThat(transfers.of(stranger.requester(), a.id)).isEmpty();
        assertThat(transfers.of(a.seller.requester(), a.id)).isEmpty();
        assertThat(transfers.of(a.officer.requester(), a.id)).isPresent();
        assertThat(transfers.setBasis(a.officer.requester(), a.id, Preemption.Basis.SOLE_SHAREHOLDER))
                .isEqualTo(new Unknown());
        assertThat(transfers.of(a.advisor.requester(), new MatterId(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void aStepIsGivenToAColleagueOnWhoseListOfTheDayItThenStands() {
        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(kinds(assign(colleague.person()))).containsExactly(Kind.COLLEAGUE_NOT_ON_TEAM);
        AMatter.done(a.matters.join(a.advisor.requester(), a.id, colleague.person()));
        done(transfers.schedule(a.advisor.requester(), a.id, TransferStep.ARTICLES_CHECKED, today.plusDays(2)));
        assertThat(work(a.advisor)).hasSize(1);

        done(assign(colleague.person()));

        assertThat(work(a.advisor)).isEmpty();
        assertThat(work(colleague)).singleElement().satisfies(item -> {
            assertThat(item.arguments()).contains(a.codeName);
            assertThat(item.path()).endsWith("/steps/ARTICLES_CHECKED");
        });
    }

    @Test
    void aBuyerFindsLooksAtThePapersThatSpeakOfIt() {
        AMatter.Buyer buyer = toNotice();
        DocumentId agreement = step(TransferStep.TRANSFER_AGREEMENT).documents().getFirst();
        DocumentId articles = step(TransferStep.ARTICLES_CHECKED).documents().getFirst();

        assertThat(concerned(agreement)).containsExactlyInAnyOrder(a.sellerSubject, buyer.subject());
        assertThat(concerned(articles)).containsExactly(a.sellerSubject);
    }

    private Set<SubjectId> concerned(DocumentId document) {
        Address address = new Address(
                Owner.of(a.id),
                RetentionGroup.DOCUMENTS,
                DataRoom.DOCUMENT,
                document.value(),
                InformationClass.DOCUMENT);
        Set<SubjectId> found = new HashSet<>();
        a.house
                .beans(ConcernedParties.class)
                .forEach(room -> room.concernedBy(List.of(address)).values().forEach(found::addAll));
        return found;
    }

    @Test
    void theControlsTurnRedWhenSomethingIsMissingOrTouched() {
        toNotice();
        ShareholderId lin = enter("林一", "30");
        done(notice(lin, today.minusDays(60), today.minusDays(59)));
        a.complete(TransferStep.SHAREHOLDERS_NOTIFIED, today);
        done(complete(TransferStep.SHAREHOLDERS_ANSWERED, today));
        a.advance(MatterStage.PAYMENT);
        AskedFirstCheck notice = a.house.bean(AskedFirstCheck.class);
        CompletionCheck completion = a.house.bean(CompletionCheck.class);
        assertThat(notice.check()).isInstanceOf(Outcome.Holds.class);
        assertThat(completion.check()).isInstanceOf(Outcome.Holds.class);

        sabotaged(
                "update transfers.shareholders set received_on = received_on + 55 where id = '" + lin + "'",
                "update transfers.shareholders set received_on = received_on - 55 where id = '" + lin + "'",
                () -> assertThat(notice.check()).isInstanceOf(Outcome.Fails.class));
        sabotaged(
                "update transfers.steps set done_on = done_on + 1 where matter_id = '" + a.id + "'",
                "update transfers.steps set done_on = done_on - 1 where matter_id = '" + a.id + "'",
                () -> {
                    assertThat(completion.check()).isInstanceOf(Outcome.Fails.class);
                    assertThat(step(TransferStep.SHAREHOLDERS_ANSWERED).isDone())
                            .as("a step that somebody touched by hand counts as open")
                            .isFalse();
                });
        a.house
                .bean(DataRoom.class)
                .remove(
                        a.advisor.requester(),
                        step(TransferStep.TRANSFER_AGREEMENT).documents().getFirst());
        assertThat(completion.check())
                .isInstanceOfSatisfying(
                        Outcome.Fails.class,
                        red -> assertThat(red.messageKey()).isEqualTo("transfers.control.completion.unshown"));
        done(transfers.attach(a.advisor.requester(), a.id, TransferStep.TRANSFER_AGREEMENT, a.document()));
        assertThat(completion.check()).isInstanceOf(Outcome.Holds.class);
    }

    private void sabotaged(String doing, String undoing, Runnable meanwhile) {
        a.house.ownerJdbc().sql(doing).update();
        try {
            meanwhile.run();
        } finally {
            a.house.ownerJdbc().sql(undoing).update();
        }
    }

    private AMatter.Buyer toDueDiligence() {
        AMatter.Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        return buyer;
    }

    private AMatter.Buyer toNotice() {
        AMatter.Buyer buyer = toDueDiligence();
        a.toAgreement();
        a.complete(TransferStep.TRANSFER_AGREEMENT, today);
        a.advance(MatterStage.SHAREHOLDER_NOTICE);
        return buyer;
    }

    private ShareholderId enter(String name, String share) {
        TransferResult result = transfers.enterShareholder(
                a.advisor.requester(), a.id, Cleartext.of(name), Cleartext.of("示例路一号"), Cleartext.of(share));
        return ((Done) result).checklist().shareholders().getLast().id();
    }

    private TransferResult notice(ShareholderId id, LocalDate sent, @Nullable LocalDate received) {
        return transfers.recordNotice(a.advisor.requester(), a.id, id, sent, Optional.ofNullable(received));
    }

    private TransferResult complete(TransferStep step, LocalDate on, DocumentId... documents) {
        return transfers.complete(a.advisor.requester(), a.id, step, on, List.of(documents));
    }

    private TransferResult assign(PersonId person) {
        return transfers.assign(a.advisor.requester(), a.id, TransferStep.ARTICLES_CHECKED, person);
    }

    private List<Item> work(SignedInPerson who) {
        return a.house.bean(TransferWorklist.class).itemsFor(who.requester());
    }

    private Checklist checklist() {
        return transfers.of(a.advisor.requester(), a.id).orElseThrow();
    }

    private Checklist.Step step(TransferStep step) {
        return checklist().step(step).orElseThrow();
    }

    private List<Shareholder.Standing> standings() {
        return checklist().shareholders().stream().map(Shareholder::standing).toList();
    }

    private List<Blocker> advance(MatterStage stage) {
        return ((MatterResult.Blocked) a.matters.advance(a.advisor.requester(), a.id, stage)).blockers();
    }

    private List<String> lastKinds() {
        return a.house.bean(LedgerReader.class).search(LedgerReader.Search.of(a.id), OptionalLong.empty(), 20).stream()
                .map(LedgerReader.FirmEntry::kind)
                .toList();
    }

    private static List<Kind> kinds(TransferResult result) {
        return ((Blocked) result).obstacles().stream().map(Obstacle::kind).toList();
    }

    private static void done(TransferResult result) {
        assertThat(result).isInstanceOf(Done.class);
    }
}
