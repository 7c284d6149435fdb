package io.equiveil.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.LogLines;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Notices and consents on the real ledger and the real vault.
class ConsentsTests {

    private final House house = House.open();
    private final Consents consents = house.bean(Consents.class);
    private final ConsentFacts facts = house.bean(ConsentFacts.class);
    private final Ledger ledger = house.bean(Ledger.class);

    private final SubjectId subject = SubjectId.random();
    private final Requester.SignedIn client = Requesters.actingFor(subject);

    /// Tests that touch rows by hand must not leave the shared house red.
    @AfterEach
    void sweep() {
        JdbcClient owner = house.ownerJdbc();
        owner.sql("""
                delete from consent.owners where owner_id in
                    (select owner_id from consent.states where subject_id = :subject union select :subject)
                """).param("subject", subject.value()).update();
        for (String table : List.of("states", "served_notices")) {
            owner.sql("delete from consent." + table + " where subject_id = :subject")
                    .param("subject", subject.value())
                    .update();
        }
    }

    @Test
    void thereIsNoConsentBeforeTheNotice() {
        AnswerResult result = consents.answer(client, yes(new ServedNoticeId(UUID.randomUUID()), "mandate"));

        assertThat(result).isInstanceOf(AnswerResult.NoticeNotServed.class);
        assertThat(consents.recordsOf(subject)).isEmpty();
    }

    @Test
    void keepsExactlyWhatWasShown() {
        Notice notice = consents.notice("client-intake", NoticeLanguage.EN).orElseThrow();

        ServedNotice served = serve(subject, client, notice);

        ServedNotice kept = consents.servedTo(subject).getFirst();
        assertThat(kept).isEqualTo(served);
        assertThat(kept.content()).isEqualTo(notice.content()).contains("What for", "□ ");
        assertThat(Notice.hash(kept.content())).isEqualTo(kept.contentHash());
    }

    @Test
    void refusesToServeOtherWordsThanTheCurrentOnes() {
        Notice notice = consents.notice("client-intake", NoticeLanguage.EN).orElseThrow();

        ServeResult result = consents.serve(
                client,
                new ServeNotice(
                        Owner.of(subject),
                        subject,
                        notice.id(),
                        notice.language(),
                        Digest.of(new byte[32]),
                        Means.SCREEN,
                        Optional.empty(),
                        Map.of()));

        assertThat(result).isEqualTo(new ServeResult.Changed(notice));
        assertThat(consents.servedTo(subject)).isEmpty();
    }

    @Test
    void nobodyAnswersForAStranger() {
        ServedNotice served = serve();

        assertThat(consents.answer(Requesters.advisor(), yes(served.id(), "mandate")))
                .isInstanceOf(AnswerResult.NotYours.class);
        assertThat(consents.answer(Requesters.actingFor(SubjectId.random()), yes(served.id(), "mandate")))
                .isInstanceOf(AnswerResult.NotYours.class);
    }

    @Test
    void sensitiveFactsNeedASeparateConsent() {
        ServedNotice served = serve();

        assertThat(consents.answer(
                        client,
                        new Answer(served.id(), "account", true, ConsentKind.GENERAL, Means.SCREEN, Optional.empty())))
                .isEqualTo(new AnswerResult.FormTooWeak(ConsentKind.SEPARATE));
    }

    @Test
    void consentOpensItsPurposeAndItsClassesOnly() {
        give(serve(), "mandate");

        assertThat(ask(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Fact.holds());
        assertThat(reason(InformationClass.FINANCIAL, Purpose.MANDATE)).isEqualTo(Reason.NO_LEGAL_BASIS);
        assertThat(reason(InformationClass.BASIC, Purpose.INTRODUCTION)).isEqualTo(Reason.NO_LEGAL_BASIS);
    }

    @Test
    void saysThatNoNoticeWasServed() {
        assertThat(reason(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Reason.NOTICE_NOT_SERVED);
    }

    @Test
    void withdrawalActsOnTheVeryNextReadAndMovesTheEpoch() {
        ConsentRecord given = give(serve(), "mandate");
        long before = epoch();

        WithdrawResult result = consents.withdraw(client, given.id(), Means.SCREEN);

        assertThat(result).isInstanceOf(WithdrawResult.Withdrawn.class);
        assertThat(reason(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Reason.CONSENT_WITHDRAWN);
        assertThat(epoch()).isEqualTo(before + 1);
    }

    @Test
    void closingRestsOnAMandateThatStandsAndOnNothingThatWasTakenBack() {
        ServedNotice served = serve();
        assertThat(ask(InformationClass.BASIC, Purpose.CLOSING)).isInstanceOf(Fact.Fails.class);
        ConsentRecord given = give(served, "mandate");
        assertThat(ask(InformationClass.BASIC, Purpose.CLOSING)).isEqualTo(Fact.holds());
        assertThat(reason(InformationClass.FINANCIAL, Purpose.CLOSING)).isEqualTo(Reason.NO_LEGAL_BASIS);

        consents.withdraw(client, given.id(), Means.SCREEN);

        assertThat(reason(InformationClass.BASIC, Purpose.CLOSING)).isEqualTo(Reason.CONSENT_WITHDRAWN);
    }

    @Test
    void everyStateStays() {
        ServedNotice served = serve();
        ConsentRecord given = give(served, "mandate");
        consents.withdraw(client, given.id(), Means.SCREEN);
        give(served, "mandate");

        assertThat(consents.history(given.id()))
                .extracting(ConsentRecord::state)
                .containsExactly(ConsentState.GIVEN, ConsentState.WITHDRAWN, ConsentState.GIVEN);
        assertThat(ask(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Fact.holds());
        assertThatThrownBy(() -> house.jdbc()
                        .sql("delete from consent.states where record_id = :id")
                        .param("id", given.id().value())
                        .update())
                .hasRootCauseMessage("ERROR: permission denied for table states");
    }

    @Test
    void sayingNoAfterYesIsAWithdrawal() {
        ServedNotice served = serve();
        give(served, "mandate");

        consents.answer(
                client, new Answer(served.id(), "mandate", false, ConsentKind.GENERAL, Means.SCREEN, Optional.empty()));

        assertThat(reason(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Reason.CONSENT_WITHDRAWN);
    }

    @Test
    void aConsentForATimeEndsByItself() {
        ServedNotice served = serve();
        consents.answer(
                client,
                new Answer(
                        served.id(),
                        "mandate",
                        true,
                        ConsentKind.GENERAL,
                        Means.SCREEN,
                        Optional.of(Instant.now().plusSeconds(60))));

        assertThat(ask(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Fact.holds());
        assertThat(judged(question(
                        subjectAddress(InformationClass.BASIC),
                        client,
                        Purpose.MANDATE,
                        Optional.empty(),
                        Instant.now().plusSeconds(61))))
                .isInstanceOf(Fact.Fails.class);
    }

    @Test
    void aFirstContactsBasisReachesTheFirstContactOnly() {
        consents.note(client, firstContact());

        Address lead = new Address(
                Owner.of(subject),
                RetentionGroup.LEAD,
                new RecordType("clients.lead"),
                subject.value(),
                InformationClass.CONTACT);
        assertThat(judged(question(lead, Requesters.advisor(), Purpose.CONTACT, Optional.empty(), Instant.now())))
                .isEqualTo(Fact.holds());
        assertThat(reason(InformationClass.CONTACT, Purpose.CONTACT)).isEqualTo(Reason.NOTICE_NOT_SERVED);
    }

    @Test
    void aContractIsNoBasisBeforeTheNotice() {
        BasisNote contract = BasisNote.contract(
                Owner.of(subject),
                subject,
                AgreementId.random(),
                Set.of(Purpose.MANDATE),
                Set.of(InformationClass.BASIC));

        assertThat(consents.note(client, contract)).isInstanceOf(BasisResult.NoticeNotServed.class);
        serve();
        assertThat(consents.note(client, contract)).isInstanceOf(BasisResult.Noted.class);
        assertThat(ask(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Fact.holds());
    }

    @Test
    void aContractOutlivesAWithdrawalAndTheAnswerSaysSo() {
        ConsentRecord given = give(serve(), "mandate");
        consents.note(
                client,
                BasisNote.contract(
                        Owner.of(subject),
                        subject,
                        AgreementId.random(),
                        Set.of(Purpose.MANDATE),
                        Set.of(InformationClass.BASIC)));

        WithdrawResult result = consents.withdraw(client, given.id(), Means.SCREEN);

        assertThat(((WithdrawResult.Withdrawn) result).remaining())
                .extracting(ConsentRecord::basis)
                .containsExactly(LegalBasis.CONTRACT);
        assertThat(ask(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Fact.holds());
    }

    @Test
    void aBuyerNeedsItsOwnNamedConsent() {
        MatterId matter = MatterId.random();
        SubjectId buyer = SubjectId.random();
        SubjectId other = SubjectId.random();
        serve();
        consents.note(
                client,
                BasisNote.contract(
                        Owner.of(matter),
                        subject,
                        AgreementId.random(),
                        Set.of(Purpose.DUE_DILIGENCE),
                        EnumSet.allOf(InformationClass.class)));
        Address document = new Address(
                Owner.of(matter),
                RetentionGroup.DOCUMENTS,
                new RecordType("dataroom.document"),
                UUID.randomUUID(),
                InformationClass.DOCUMENT);
        assertThat(reason(document, Requesters.actingFor(buyer), matter)).isEqualTo(Reason.RECIPIENT_NOT_CONSENTED);

        ConsentRecord named = approve(matter, buyer);

        assertThat(judged(question(
                        document,
                        Requesters.actingFor(buyer),
                        Purpose.DUE_DILIGENCE,
                        Optional.of(matter),
                        Instant.now())))
                .isEqualTo(Fact.holds());
        assertThat(reason(document, Requesters.actingFor(other), matter)).isEqualTo(Reason.RECIPIENT_NOT_CONSENTED);

        consents.withdraw(client, named.id(), Means.SCREEN);
        assertThat(reason(document, Requesters.actingFor(buyer), matter)).isEqualTo(Reason.CONSENT_WITHDRAWN);
    }

    @Test
    void theBuyersNameIsSealedAndNotInTheWords() {
        MatterId matter = MatterId.random();
        approve(matter, SubjectId.random());

        ServedNotice served = consents.servedTo(subject).getFirst();
        assertThat(served.content()).contains("{recipientName}").doesNotContain("Zephyr");
        assertThat(house.ownerJdbc()
                        .sql("select count(*) from consent.notice_texts where content like '%Zephyr%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /// Each line is an attack by somebody with SQL; none may turn a no into a yes, and each turns a yes into a no.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update consent.states set state = 'GIVEN' where subject_id = :subject",
                "update consent.states set state = 'GIVEN' where subject_id = :subject and version = 2",
                "delete from consent.states where subject_id = :subject and version = 2",
                "delete from consent.states where subject_id = :subject",
                "update consent.states set classes = 'BASIC FINANCIAL' where subject_id = :subject",
                "update consent.states set until = null, purpose = 'AUDIT' where subject_id = :subject",
                "update consent.owners set version = 1 where owner_id = :subject",
                "delete from consent.owners where owner_id = :subject",
                """
                with gone as (delete from consent.states where subject_id = :subject)
                delete from consent.owners where owner_id = :subject"""
            })
    void noRowChangedBySqlEverPermits(String attack) {
        ConsentRecord given = give(serve(), "mandate");
        consents.withdraw(client, given.id(), Means.SCREEN);

        house.ownerJdbc().sql(attack).param("subject", subject.value()).update();

        assertThat(ask(InformationClass.BASIC, Purpose.MANDATE)).isInstanceOf(Fact.Fails.class);
        assertThat(ask(InformationClass.FINANCIAL, Purpose.AUDIT)).isInstanceOf(Fact.Fails.class);
        assertThat(LogLines.without(
                        "row_name like 'consent.owners/%" + subject + "'",
                        () -> ask(InformationClass.BASIC, Purpose.MANDATE)))
                .as("what the log's table says makes no difference")
                .isEqualTo(ask(InformationClass.BASIC, Purpose.MANDATE));
    }

    @Test
    void rollingBackBothRowAndSealDoesNotPermit() {
        ConsentRecord given = give(serve(), "mandate");
        var seal = house.ownerJdbc()
                .sql("select * from consent.owners where owner_id = :id")
                .param("id", subject.value())
                .query()
                .singleRow();
        consents.withdraw(client, given.id(), Means.SCREEN);

        house.ownerJdbc()
                .sql("delete from consent.states where subject_id = :id and version = 2")
                .param("id", subject.value())
                .update();
        house.ownerJdbc()
                .sql("update consent.owners set version = :v, leaf = :leaf, mac = :mac where owner_id = :id")
                .param("v", seal.get("version"))
                .param("leaf", seal.get("leaf"))
                .param("mac", seal.get("mac"))
                .param("id", subject.value())
                .update();

        assertThat(reason(InformationClass.BASIC, Purpose.MANDATE)).isEqualTo(Reason.ROW_NOT_GENUINE);
    }

    @Test
    void nothingIsAddedOnTopOfRowsThatSomebodyTouched() {
        ServedNotice served = serve();
        give(served, "mandate");
        house.ownerJdbc()
                .sql("update consent.states set classes = 'BASIC FINANCIAL' where subject_id = :id")
                .param("id", subject.value())
                .update();

        assertThatThrownBy(() -> give(served, "introduction")).isInstanceOf(TamperedConsents.class);
    }

    @Test
    void theControlOfConsentTurnsRedWhenARowIsTouched() {
        give(serve(), "mandate");
        ConsentCheck check = house.bean(ConsentCheck.class);
        house.ownerJdbc()
                .sql("update consent.states set state = 'REFUSED' where subject_id = :id")
                .param("id", subject.value())
                .update();

        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
    }

    @Test
    void theControlOfNoticesTurnsRedWhenWordsChangeWithinAVersion() {
        serve();
        NoticeCheck check = house.bean(NoticeCheck.class);
        house.ownerJdbc().sql("""
                insert into consent.notice_texts select sha256('other'::bytea), notice, notice_version, language, 'other',
                first_shown, firm_version from consent.notice_texts where notice = 'client-intake' limit 1
                on conflict do nothing
                """).update();
        try {
            assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        } finally {
            house.ownerJdbc()
                    .sql("delete from consent.notice_texts where content = 'other'")
                    .update();
        }
    }

    @Test
    void everyNoticeIsCompleteInBothLanguagesAndSaysThatNoLawyerHasSeenIt() {
        for (NoticeLanguage language : NoticeLanguage.values()) {
            assertThat(consents.notices(language)).hasSize(5).allSatisfy(notice -> {
                assertThat(NoticeCheck.isComplete(notice)).as(notice.id()).isTrue();
                assertThat(notice.reviewed()).isFalse();
                assertThat(notice.rules()).contains("PIPL-17");
            });
        }
    }

    @Test
    void chineseNoticesHaveNoHalfWidthPunctuation() {
        assertThat(consents.notices(NoticeLanguage.ZH_CN))
                .allSatisfy(notice -> assertThat(notice.content()).doesNotContainPattern("[\\u4e00-\\u9fff][,;:?!]"));
    }

    private ServedNotice serve() {
        return serve(
                subject,
                client,
                consents.notice("client-intake", NoticeLanguage.ZH_CN).orElseThrow());
    }

    private ServedNotice serve(SubjectId to, Requester.SignedIn by, Notice notice) {
        ServeResult result = consents.serve(by, ServeNotice.of(to, notice, Means.SCREEN));
        return ((ServeResult.Served) result).notice();
    }

    private ConsentRecord give(ServedNotice served, String item) {
        AnswerResult result = consents.answer(client, yes(served.id(), item));
        return ((AnswerResult.Answered) result).record();
    }

    private ConsentRecord approve(MatterId matter, SubjectId buyer) {
        Notice notice =
                consents.notice("buyer-disclosure", NoticeLanguage.ZH_CN).orElseThrow();
        ServeResult served = consents.serve(
                client,
                new ServeNotice(
                        Owner.of(matter),
                        subject,
                        notice.id(),
                        notice.language(),
                        notice.contentHash(),
                        Means.SCREEN,
                        Optional.of(RecipientId.of(buyer)),
                        Map.of(
                                "recipientName", Cleartext.of("Zephyr"),
                                "recipientContact", Cleartext.of("zephyr@example.com"))));
        return give(((ServeResult.Served) served).notice(), "disclose");
    }

    private static Answer yes(ServedNoticeId notice, String item) {
        return new Answer(notice, item, true, ConsentKind.SEPARATE, Means.SCREEN, Optional.empty());
    }

    private BasisNote firstContact() {
        return new BasisNote(
                Owner.of(subject),
                subject,
                Set.of(Purpose.CONTACT),
                LegalBasis.CONCLUDING_CONTRACT,
                Set.of(InformationClass.BASIC, InformationClass.CONTACT),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Address subjectAddress(InformationClass informationClass) {
        return new Address(
                Owner.of(subject),
                RetentionGroup.RELATION,
                new RecordType("clients.person"),
                subject.value(),
                informationClass);
    }

    private Fact ask(InformationClass informationClass, Purpose purpose) {
        return judged(question(
                subjectAddress(informationClass), Requesters.advisor(), purpose, Optional.empty(), Instant.now()));
    }

    private Reason reason(InformationClass informationClass, Purpose purpose) {
        return ((Fact.Fails) ask(informationClass, purpose)).reason();
    }

    private Reason reason(Address address, Requester who, MatterId matter) {
        return ((Fact.Fails) judged(question(address, who, Purpose.DUE_DILIGENCE, Optional.of(matter), Instant.now())))
                .reason();
    }

    private Fact judged(Question question) {
        return facts.facts(question).getOrDefault(question.what().getFirst(), new Fact.Missing());
    }

    private static Question question(
            Address address, Requester who, Purpose purpose, Optional<MatterId> matter, Instant at) {
        return new Question(who, List.of(address), Question.Form.VALUE, purpose, matter, at);
    }

    private long epoch() {
        return ledger.epochs(Set.of(Scope.of(subject))).getOrDefault(Scope.of(subject), 0L);
    }
}
