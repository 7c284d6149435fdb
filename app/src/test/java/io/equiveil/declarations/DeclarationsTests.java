package io.equiveil.declarations;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.Declaration.Telling;
import io.equiveil.declarations.DeclarationPapers.OnPaper;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.matters.Conflict;
import io.equiveil.matters.MatterResult;
import io.equiveil.transfers.TransferStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The papers of somebody beside the parties, in the real house.
class DeclarationsTests {

    private static final DeclarationKind SPOUSE = DeclarationKind.SPOUSE_CONSENT;
    private static final DeclarationKind NOMINEE = DeclarationKind.NOMINEE_DECLARATION;
    private static final Cleartext NOTHING = Cleartext.of("");
    /// GB 11643-1999 with a good check digit; of nobody.
    private static final String NUMBER = "11010519491231002X";

    private final AMatter a = AMatter.inALimitedCompany();
    private final Declarations declarations = a.house.bean(Declarations.class);
    private final DeclarationPapers papers = a.house.bean(DeclarationPapers.class);
    private final DeclarationReading reading = a.house.bean(DeclarationReading.class);
    private final LocalDate today = AMatter.today();

    @Test
    void aMatterIsNotSignedBeforeTheSpouseWasAskedAndSigned() {
        a.admittedBuyer();
        a.toDueDiligence();
        a.complete(TransferStep.ARTICLES_CHECKED, today);
        a.complete(TransferStep.CONTRIBUTIONS_CHECKED, today);
        a.advance(MatterStage.AGREEMENT);
        a.complete(TransferStep.TRANSFER_AGREEMENT, today);
        assertThat(onward()).isEqualTo(new MatterResult.Blocked(List.of(MatterResult.Blocker.STEPS_OPEN)));

        assertThat(new APage(a.house).get("/matters/" + a.id, a.advisor).body())
                .as("each paper by name, with whom to ask")
                .contains("尚未完成：配偶知情同意书，或者不需要的理由。请找", "尚未完成：代持情况声明。请找");

        done(declarations.answer(a.seller.requester(), a.id, NOMINEE, Ground.FOR_MYSELF, NOTHING));
        assertThat(state(NOMINEE)).as("the seller's own word").isEqualTo(State.NOT_NEEDED);
        assertThat(onward()).isInstanceOf(MatterResult.Blocked.class);

        signed("周某某", "13911110000");
        assertThat(state(SPOUSE)).isEqualTo(State.SIGNED);
        AMatter.done(onward());
    }

    @Test
    void thatAPaperIsNotNeededIsSaidByOneAndConfirmedByAnother() {
        SignedInPerson other = PeopleInTests.staff(a.house, Role.COMPLIANCE_OFFICER);
        done(declarations.answer(a.advisor.requester(), a.id, SPOUSE, Ground.UNMARRIED, NOTHING));
        assertThat(state(SPOUSE)).isEqualTo(State.SAID_NOT_NEEDED);
        assertThat(declarations.decide(a.advisor.requester(), a.id, SPOUSE, true))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.SECOND_PERSON));
        assertThat(read(a.officer, true)).containsEntry("ground", "UNMARRIED");

        done(declarations.decide(other.requester(), a.id, SPOUSE, false));
        assertThat(state(SPOUSE)).as("turned down: the paper is needed").isEqualTo(State.NEEDED);
        done(declarations.answer(a.seller.requester(), a.id, SPOUSE, Ground.BEFORE_MARRIAGE, NOTHING));
        assertThat(state(SPOUSE)).as("the seller's word is not enough").isEqualTo(State.SAID_NOT_NEEDED);
        done(declarations.decide(a.officer.requester(), a.id, SPOUSE, true));
        assertThat(state(SPOUSE)).isEqualTo(State.NOT_NEEDED);
        assertThat(declarations.decide(a.officer.requester(), a.id, SPOUSE, true))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.NOTHING_TO_DECIDE));
    }

    @Test
    void nothingButNameAndNumberIsTakenBeforeTheNotice() {
        assertThat(name("周某某", "13911110001")).isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.NOT_NEEDED_NOW));
        needed();
        assertThat(takeIn("周某某", NUMBER)).isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.NOT_NAMED));
        assertThat(name("", "139"))
                .isEqualTo(new DeclarationResult.Blocked(
                        List.of(DeclarationFault.NAME_MISSING, DeclarationFault.MOBILE_WRONG)));
        done(name("周某某", "13911110001"));
        assertThat(takeIn("周某某", NUMBER)).isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.NOT_TOLD));
        assertThat(tell(today.plusDays(1))).isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.DAY_IN_THE_FUTURE));
        done(tell(today));
        assertThat(takeIn("周某某", "110105194912310021"))
                .as("the check digit is wrong")
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.IDENTITY_WRONG));
        assertThat(state(SPOUSE)).isEqualTo(State.NEEDED);
        done(takeIn("周某某", NUMBER));
        assertThat(state(SPOUSE)).isEqualTo(State.ON_PAPER);
        assertThat(a.house
                        .database()
                        .ownerJdbc()
                        .sql("select count(*) from vault.sealed_values v where v::text like '%周某某%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aPaperCountsWhenASecondPersonHasReadTheSameOnTheOriginal() {
        needed();
        done(name("周某某", "13911110002"));
        done(tell(today));
        done(takeIn("周 某某", NUMBER));

        assertThat(confirm(a.advisor, "周某某", NUMBER))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.SECOND_PERSON));
        assertThat(confirm(a.officer, "周某", NUMBER))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.DIFFERENT));
        assertThat(declarations.answer(a.advisor.requester(), a.id, SPOUSE, Ground.UNMARRIED, NOTHING))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.PAPER_WAITS));
        assertThat(reading.page(a.advisor.requester(), a.id, SPOUSE, 1))
                .get()
                .isInstanceOf(DeclarationReading.Page.Open.class);
        assertThat(reading.page(a.advisor.requester(), a.id, SPOUSE, 2)).isEmpty();
        assertThat(reading.page(a.seller.requester(), a.id, SPOUSE, 1)).isEmpty();

        done(papers.sendBack(a.officer.requester(), a.id, SPOUSE));
        assertThat(state(SPOUSE)).isEqualTo(State.NEEDED);
        done(takeIn("周某某", NUMBER));
        done(confirm(a.officer, "周某某", "11010519491231002x"));
        assertThat(state(SPOUSE)).isEqualTo(State.SIGNED);

        done(declarations.answer(a.advisor.requester(), a.id, SPOUSE, Ground.MAY_BE_JOINT, NOTHING));
        assertThat(state(SPOUSE)).as("conditions changed: signed anew").isEqualTo(State.NEEDED);
    }

    @Test
    void theSellerReadsItsOwnReasonAndNothingOfWhoSigns() {
        needed();
        done(name("周某某", "13911110003"));
        assertThat(read(a.advisor, false)).containsEntry("name", "周某某").containsEntry("ground", "MAY_BE_JOINT");
        assertThat(read(a.advisor, true)).containsEntry("name", "周＊＊").containsEntry("mobile", "＊＊＊");
        assertThat(read(a.officer, true)).containsEntry("name", "周＊＊");
        assertThat(reading.read(a.officer.requester(), a.id, SPOUSE, false)
                        .orElseThrow()
                        .answer())
                .isInstanceOfSatisfying(
                        Disclosure.Answered.class,
                        answer -> assertThat(answer.shown()).isEmpty());
        assertThat(read(a.seller, false)).containsOnlyKeys("ground", "words");

        AMatter.Buyer buyer = a.admittedBuyer();
        assertThat(declarations.of(buyer.person().requester(), a.id)).isEmpty();
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(declarations.of(stranger.requester(), a.id)).isEmpty();
        assertThat(declarations.answer(stranger.requester(), a.id, SPOUSE, Ground.UNMARRIED, NOTHING))
                .isInstanceOf(DeclarationResult.Unknown.class);
        done(tell(today));
        for (SignedInPerson nobody : List.of(stranger, buyer.person(), a.seller, a.officer)) {
            assertThat(takeIn(nobody, "周某某", NUMBER)).isInstanceOf(DeclarationResult.Unknown.class);
        }
        assertThat(state(SPOUSE)).isEqualTo(State.NEEDED);
    }

    @Test
    void whoeverIsAPartyElsewhereIsACaseForComplianceAndNobodyElseHearsIt() {
        AMatter other = AMatter.inALimitedCompany();
        String mobile = "138" + "%08d".formatted(Math.floorMod(System.nanoTime(), 100_000_000L));
        var known = ((io.equiveil.clients.LeadResult.Submitted) other.clients.newLead(
                        other.advisor.requester(),
                        io.equiveil.clients.ClientKind.PERSON,
                        Cleartext.of("周某某"),
                        Cleartext.of(mobile)))
                .subject();
        other.takeOn(known);
        AMatter.done(other.matters.invite(other.advisor.requester(), other.id, known));
        needed();
        done(name("周某某", mobile));

        SignedInPerson compliance = PeopleInTests.staff(a.house, Role.COMPLIANCE_OFFICER);
        assertThat(a.matters.conflicts(compliance.requester()))
                .filteredOn(conflict -> conflict.matter().equals(a.id))
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.kind()).isEqualTo(Conflict.Kind.PERSON_BESIDE);
                    assertThat(conflict.other()).contains(other.id);
                });
        AMatter.done(a.matters.decideConflict(compliance.requester(), a.id, true));
        done(name("周某某", mobile));
        assertThat(a.matters.conflicts(compliance.requester()))
                .as("decided already")
                .noneMatch(conflict -> conflict.matter().equals(a.id));
    }

    @Test
    void aTouchedRowOpensTheQuestionAgain() {
        done(declarations.answer(a.advisor.requester(), a.id, SPOUSE, Ground.UNMARRIED, NOTHING));
        done(declarations.decide(a.officer.requester(), a.id, SPOUSE, true));
        done(declarations.answer(a.seller.requester(), a.id, NOMINEE, Ground.FOR_ANOTHER, NOTHING));
        int rows = a.house
                .database()
                .ownerJdbc()
                .sql("update declarations.declarations set state = 'NOT_NEEDED', settled_on = current_date"
                        + " where matter_id = ? and kind = 'NOMINEE_DECLARATION'")
                .param(a.id.value())
                .update();
        assertThat(rows).isOne();
        assertThat(state(NOMINEE)).isEqualTo(State.NOT_ASKED);
        assertThat(state(SPOUSE)).isEqualTo(State.NOT_NEEDED);
        done(declarations.answer(a.seller.requester(), a.id, NOMINEE, Ground.FOR_MYSELF, NOTHING));
        assertThat(state(NOMINEE)).isEqualTo(State.NOT_NEEDED);
    }

    @Test
    void anotherReasonHasToBeSaid() {
        assertThat(declarations.answer(a.seller.requester(), a.id, SPOUSE, Ground.OTHER, NOTHING))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.WORDS_MISSING));
        assertThat(declarations.answer(a.seller.requester(), a.id, SPOUSE, Ground.FOR_MYSELF, NOTHING))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.GROUND_OF_ANOTHER));
        assertThat(declarations.answer(a.seller.requester(), a.id, SPOUSE, Ground.OTHER, Cleartext.of("长".repeat(501))))
                .isEqualTo(DeclarationResult.Blocked.by(DeclarationFault.WORDS_TOO_LONG));
        assertThat(state(SPOUSE)).isEqualTo(State.NOT_ASKED);
    }

    private MatterResult onward() {
        return a.matters.advance(a.advisor.requester(), a.id, MatterStage.SHAREHOLDER_NOTICE);
    }

    private void needed() {
        done(declarations.answer(a.advisor.requester(), a.id, SPOUSE, Ground.MAY_BE_JOINT, NOTHING));
    }

    private void signed(String name, String mobile) {
        needed();
        done(name(name, mobile));
        done(tell(today));
        done(takeIn(name, NUMBER));
        done(confirm(a.officer, name, NUMBER));
    }

    private DeclarationResult name(String name, String mobile) {
        return declarations.name(a.advisor.requester(), a.id, SPOUSE, Cleartext.of(name), Cleartext.of(mobile));
    }

    private DeclarationResult tell(LocalDate on) {
        return declarations.tell(a.advisor.requester(), a.id, SPOUSE, on, Telling.READ_BY_PHONE);
    }

    private DeclarationResult takeIn(String name, String number) {
        return takeIn(a.advisor, name, number);
    }

    private DeclarationResult takeIn(SignedInPerson who, String name, String number) {
        Deque<SentFiles.SentFile> files = new ArrayDeque<>();
        files.add(new SentFiles.SentFile("同意书.png", new ByteArrayInputStream(AMatter.photo())));
        try {
            return papers.takeIn(
                    who.requester(),
                    a.id,
                    SPOUSE,
                    new OnPaper(Cleartext.of(name), Cleartext.of(number)),
                    Cleartext.of("三号柜"),
                    Optional.of(today),
                    () -> Optional.ofNullable(files.poll()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DeclarationResult confirm(SignedInPerson who, String name, String number) {
        return papers.confirm(who.requester(), a.id, SPOUSE, new OnPaper(Cleartext.of(name), Cleartext.of(number)));
    }

    private State state(DeclarationKind kind) {
        return declarations.of(a.advisor.requester(), a.id).orElseThrow().stream()
                .filter(said -> said.kind() == kind)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private Map<String, String> read(SignedInPerson who, boolean masked) {
        Map<String, String> fields = new java.util.TreeMap<>();
        reading.read(who.requester(), a.id, SPOUSE, masked)
                .orElseThrow()
                .fields()
                .forEach((name, value) -> fields.put(name, value.revealForDisplay()));
        return fields;
    }

    private static void done(DeclarationResult result) {
        assertThat(result).isInstanceOf(DeclarationResult.Done.class);
    }
}
