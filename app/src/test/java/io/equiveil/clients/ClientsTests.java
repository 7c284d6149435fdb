package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.access.Reason;
import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeResult;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.consent.WithdrawResult;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.feedback.CaseId;
import io.equiveil.feedback.CaseKind;
import io.equiveil.feedback.CaseResult;
import io.equiveil.feedback.Cases;
import io.equiveil.files.FilesInTests;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.AbandonReason;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.HoldKind;
import io.equiveil.matters.HoldReason;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementTerms;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.PapersInTests;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Taking a client on, through the real gate, ledger, vault and agreements.
class ClientsTests {

    private static final Random RANDOM = new Random();

    private final House house = House.open();
    private final Clients clients = house.bean(Clients.class);
    private final PortalOpening portals = house.bean(PortalOpening.class);
    private final Duplicates duplicates = house.bean(Duplicates.class);
    private final FactGiving giving = house.bean(FactGiving.class);
    private final FactReading reading = house.bean(FactReading.class);
    private final Consents consents = house.bean(Consents.class);
    private final SignedInPerson advisorPerson = PeopleInTests.staff(house, Role.ADVISOR);
    private final Requester.SignedIn advisor = advisorPerson.requester();

    @Test
    void aFirstContactIsANameAndANumberAndItsAdvisorMayCall() {
        SubjectId subject = lead("王小明", "13800000000");

        Disclosure opened = reading.openMobile(advisor, subject).orElseThrow();

        ClientFile file = clients.find(subject).orElseThrow();
        assertThat(((Disclosure.Answered) opened).refused()).isEmpty();
        assertThat(((Disclosure.Answered) opened)
                        .field(file.mobileAddress(), "mobile")
                        .orElseThrow()
                        .revealForDisplay())
                .isEqualTo("13800000000");
        assertThat(reading.maskedNames(advisor, List.of(file)).get(subject))
                .extracting(Cleartext::revealForDisplay)
                .isEqualTo("王**");
    }

    @Test
    void aColleagueWhoIsNotInChargeGetsNothing() {
        SubjectId subject = lead("王小明", mobile());
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();

        assertThat(clients.find(colleague, subject)).isEmpty();
        assertThat(reading.openMobile(colleague, subject)).isEmpty();
        assertThat(giving.give(colleague, subject, FactSection.PERSON_NAME, Map.of()))
                .isInstanceOf(GiveResult.NotYours.class);
    }

    @Test
    void aColleagueWhoIsNotInChargeNeitherFindsNorConfirmsTheAgreement() {
        SubjectId subject = lead("王小明", mobile());
        serve(subject);
        Agreements agreements = house.bean(Agreements.class);
        AgreementResult prepared = clients.prepareAgreement(advisor, subject, Locale.SIMPLIFIED_CHINESE);
        assertThat(prepared).isInstanceOf(AgreementResult.Done.class);
        AgreementId id = ((AgreementResult.Done) prepared).agreement().id();
        assertThat(PapersInTests.takeIn(agreements, advisor, id, picture())).isInstanceOf(AgreementResult.Done.class);
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();

        assertThat(agreements.find(colleague, id)).isEmpty();
        assertThat(agreements.waiting(colleague)).noneMatch(each -> each.id().equals(id));
        assertThat(agreements.confirmPaper(colleague, id)).isInstanceOf(AgreementResult.Unknown.class);
        assertThat(agreements.find(advisor, id)).isPresent();
        assertThat(agreements.firmAgreementInForce(subject)).isFalse();
    }

    @Test
    void noFactIsTakenBeforeNoticeAgreementAndBasisInThisOrder() {
        SubjectId subject = lead("王小明", mobile());

        assertThat(locks(subject)).containsExactly(Lock.NOTICE, Lock.AGREEMENT, Lock.BASIS);

        ServedNoticeId notice = serve(subject);
        assertThat(locks(subject)).containsExactly(Lock.AGREEMENT, Lock.BASIS);

        signOnPaper(subject);
        assertThat(locks(subject)).containsExactly(Lock.BASIS);

        agree(subject, notice, "mandate");
        assertThat(give(subject, FactSection.PERSON_NAME, Map.of("name", "王小明")))
                .isInstanceOf(GiveResult.Kept.class);
        // Another purpose, another question.
        assertThat(clients.intake(advisor, subject).orElseThrow().isOpen(FactSection.PERSON_IDENTITY))
                .isFalse();
    }

    @Test
    void theAgreementComesAfterTheNotice() {
        SubjectId subject = lead("王小明", mobile());

        assertThat(clients.prepareAgreement(advisor, subject, Locale.ENGLISH))
                .isInstanceOf(AgreementResult.Unknown.class);
    }

    @Test
    void withdrawalActsOnTheVeryNextReadThroughTheGate() {
        SubjectId subject = lead("王小明", mobile());
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        ConsentRecord given = agree(subject, notice, "identity");
        give(
                subject,
                FactSection.PERSON_IDENTITY,
                Map.of("documentType", "RESIDENT_ID", "documentNumber", "310101190102281013"));
        assertThat(opened(subject, FactSection.PERSON_IDENTITY).refused()).isEmpty();

        WithdrawResult result = consents.withdraw(advisor, given.id(), Means.READ_ALOUD);

        assertThat(result).isInstanceOf(WithdrawResult.Withdrawn.class);
        assertThat(reasons(opened(subject, FactSection.PERSON_IDENTITY))).contains(Reason.CONSENT_WITHDRAWN);
        assertThat(clients.intake(advisor, subject).orElseThrow().isOpen(FactSection.PERSON_IDENTITY))
                .isFalse();
    }

    @Test
    void aDuplicateIsForComplianceAndTheAskerSeesTheSameAnswer() {
        String mobile = mobile();
        LeadResult first = clients.newLead(advisor, ClientKind.PERSON, Cleartext.of("王小明"), Cleartext.of(mobile));
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();

        LeadResult second =
                clients.newLead(colleague, ClientKind.PERSON, Cleartext.of("王小明"), Cleartext.of("+86 " + mobile));

        SubjectId older = ((LeadResult.Submitted) first).subject();
        SubjectId newer = ((LeadResult.Submitted) second).subject();
        assertThat(duplicates.open(colleague)).isEmpty();
        assertThat(house.bean(ClientWorklist.class).itemsFor(colleague)).isEmpty();
        Requester.SignedIn compliance =
                PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester();
        Duplicate found = duplicates.open(compliance).stream()
                .filter(duplicate -> duplicate.second().equals(newer))
                .findFirst()
                .orElseThrow();
        assertThat(found.first()).isEqualTo(older);
        assertThat(house.bean(ClientWorklist.class).itemsFor(compliance)).isNotEmpty();
        assertThat(duplicates.decide(compliance, found.id(), false)).isTrue();
        assertThat(duplicates.open(compliance)).doesNotContain(found);
    }

    @Test
    void optionalFactsGoAtOnceWhenTakenBack() {
        SubjectId subject = lead("王小明", mobile());
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        agree(subject, notice, "mandate");
        give(subject, FactSection.PERSON_EMAIL, Map.of("email", "wang@example.com"));
        Sealer sealer = house.bean(Sealer.class);
        assertThat(sealer.holds(FactSection.PERSON_EMAIL.addressOf(subject))).isTrue();

        assertThat(giving.takeBack(advisor, subject, FactSection.PERSON_EMAIL)).isEqualTo(TakenBack.GONE);

        assertThat(sealer.holds(FactSection.PERSON_EMAIL.addressOf(subject))).isFalse();
        assertThat(giving.takeBack(advisor, subject, FactSection.PERSON_NAME)).isEqualTo(TakenBack.NOTHING);
    }

    @Test
    void whatIsKeptOfAPartyOfAHeldMatterStaysUntilTheHoldIsLifted() {
        AMatter matter = AMatter.inALimitedCompany();
        SubjectId subject = matter.sellerSubject;
        Requester.SignedIn inCharge = matter.advisor.requester();
        Map.of(
                        FactSection.PERSON_NAME, Map.of("name", Cleartext.of("王小明")),
                        FactSection.PERSON_CONTACT,
                                Map.of("mobile", Cleartext.of(mobile()), "address", Cleartext.of("上海市示例路1号")),
                        FactSection.PERSON_EMAIL, Map.of("email", Cleartext.of("wang@example.com")))
                .forEach((section, fields) -> assertThat(giving.give(inCharge, subject, section, fields))
                        .isInstanceOf(GiveResult.Kept.class));
        Sealer sealer = house.bean(Sealer.class);
        LeadClock clock = house.bean(LeadClock.class);
        Address first = ClientFile.leadAddress(subject, InformationClass.BASIC);
        AMatter.done(
                matter.matters.hold(matter.officer.requester(), matter.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));

        assertThat(giving.takeBack(inCharge, subject, FactSection.PERSON_EMAIL)).isEqualTo(TakenBack.KEPT_BY_LAW);
        age(subject);
        clock.eraseDue();
        assertThat(sealer.holds(FactSection.PERSON_EMAIL.addressOf(subject))).isTrue();
        assertThat(clients.find(subject).orElseThrow().leadGone()).isEmpty();
        assertThat(sealer.holds(first)).isTrue();

        AMatter.done(matter.matters.lift(matter.officer.requester(), matter.id, HoldKind.LEGAL_HOLD));
        assertThat(giving.takeBack(inCharge, subject, FactSection.PERSON_EMAIL)).isEqualTo(TakenBack.GONE);
        age(subject);
        clock.eraseDue();
        assertThat(clients.find(subject).orElseThrow().leadGone()).isPresent();
    }

    @Test
    void noSectionIsSealedOverAnother() {
        SubjectId subject = SubjectId.random();
        for (ClientKind kind : ClientKind.values()) {
            assertThat(FactSection.of(kind).stream().map(section -> section.addressOf(subject)))
                    .extracting(place -> place.record() + " " + place.row() + " " + place.informationClass())
                    .as("places of the sections of a %s", kind)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsOptionalIsGivenAndTakenBackBesideWhatIsNeeded() {
        SubjectId subject = lead("王小明", mobile());
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        agree(subject, notice, "mandate");
        give(subject, FactSection.PERSON_NAME, Map.of("name", "王小明"));
        give(subject, FactSection.PERSON_CONTACT, Map.of("mobile", "13800000000", "address", "上海市示例路1号"));
        give(subject, FactSection.PERSON_OCCUPATION, Map.of("occupation", "工程师"));
        give(subject, FactSection.PERSON_EMAIL, Map.of("email", "wang@example.com"));

        assertThat(value(subject, FactSection.PERSON_NAME, "name")).contains("王小明");
        assertThat(value(subject, FactSection.PERSON_CONTACT, "mobile")).contains("13800000000");
        assertThat(value(subject, FactSection.PERSON_OCCUPATION, "occupation")).contains("工程师");

        giving.takeBack(advisor, subject, FactSection.PERSON_EMAIL);
        assertThat(value(subject, FactSection.PERSON_CONTACT, "address")).contains("上海市示例路1号");
    }

    @Test
    void aLeadWithoutMandateLosesItsKeyAfterThirtyDays() {
        SubjectId subject = lead("王小明", mobile());
        age(subject);

        house.bean(LeadClock.class).eraseDue();

        ClientFile file = clients.find(subject).orElseThrow();
        assertThat(file.state()).isEqualTo(ClientState.LAPSED);
        assertThat(house.bean(KeyCustody.class).destruction(Owner.of(subject), RetentionGroup.LEAD))
                .isNotInstanceOf(KeyCustody.Destruction.NotDestroyed.class);
        assertThat(reading.openMobile(advisor, subject)).isEmpty();
        assertThat(house.jdbc()
                        .sql("select count(*) from clients.identifiers where subject_id = :id")
                        .param("id", subject.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(locks(subject)).contains(Lock.FILE_CLOSED);
    }

    @Test
    void whoSellsInAMatterFromTheOldBooksGaveAMandateLongAgo() {
        SubjectId seller = lead("王小明", mobile());
        SubjectId buyer = lead("赵买方", mobile());
        Matters matters = house.bean(Matters.class);
        MatterResult brought = matters.bringIn(
                advisor,
                new Matters.Running(
                        "",
                        CompanyForm.LIMITED_COMPANY,
                        seller,
                        MatterStage.DUE_DILIGENCE,
                        LocalDate.of(2026, 3, 1),
                        List.of(buyer)));
        MatterId matter = ((MatterResult.Done) brought).matter().id();
        age(seller);
        age(buyer);
        house.bean(LeadClock.class).eraseDue();

        assertThat(clients.find(seller).orElseThrow().leadGone()).isEmpty();
        assertThat(reading.openMobile(advisor, seller)).isPresent();
        assertThat(clients.find(buyer).orElseThrow().state()).isEqualTo(ClientState.LAPSED);

        assertThat(matters.abandon(advisor, matter, AbandonReason.SELLER_WITHDREW))
                .isInstanceOf(MatterResult.Done.class);
        age(seller);
        house.bean(LeadClock.class).eraseDue();
        assertThat(clients.find(seller).orElseThrow())
                .as("it was a client: what shows that has clocks of its own")
                .returns(ClientState.ENDED, ClientFile::state)
                .satisfies(file -> assertThat(file.leadGone()).isPresent());
    }

    @Test
    void noClockEndsTheCaseOfAFirstContact() {
        SubjectId subject = lead("王小明", mobile());
        Cases cases = house.bean(Cases.class);
        Requester.SignedIn one =
                PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester();
        Requester.SignedIn other =
                PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester();
        Cases.Call call =
                new Cases.Call(Optional.of(subject), Cleartext.of(""), CaseKind.COMPLAINT, Cleartext.of("一直没有人回电"));
        CaseId id = ((CaseResult.Done) cases.writeDown(advisor, call)).id();
        age(subject);
        house.bean(LeadClock.class).eraseDue();
        assertThat(clients.find(subject).orElseThrow().leadGone()).isEmpty();

        assertThat(cases.answer(one, id, Cleartext.of("已经回电"))).isInstanceOf(CaseResult.Done.class);
        assertThat(cases.agreedOnTheTelephone(other, id, Cleartext.of("可以了"))).isInstanceOf(CaseResult.Done.class);
        age(subject);
        house.bean(LeadClock.class).eraseDue();
        assertThat(clients.find(subject).orElseThrow().state()).isEqualTo(ClientState.LAPSED);
    }

    @Test
    void aBuyerWhoseAgreementIsInForceIsNoLongerAFirstContact() throws IOException {
        AMatter matter = AMatter.inALimitedCompany();
        SubjectId buyer = matter.lead(ClientKind.PERSON, "赵买方");
        AMatter.done(matter.matters.invite(matter.advisor.requester(), matter.id, buyer));
        Notice words = clients.notice(buyer, NoticeLanguage.ZH_CN).orElseThrow();
        ServedNoticeId served = ((ServeResult.Served) clients.serveNotice(
                        matter.advisor.requester(), buyer, NoticeLanguage.ZH_CN, words.contentHash(), Means.READ_ALOUD))
                .notice()
                .id();
        consents.answer(
                matter.advisor.requester(),
                new Answer(served, "mandate", true, ConsentKind.SEPARATE, Means.READ_ALOUD, Optional.empty()));
        AgreementResult theirs = matter.matters.takeInTheirs(
                matter.advisor.requester(),
                matter.id,
                buyer,
                AgreementTerms.usual(),
                Locale.SIMPLIFIED_CHINESE,
                FilesInTests.of(AMatter.photo()),
                AMatter.today(),
                Cleartext.of("档案柜一"));
        assertThat(matter.agreements.confirmPaper(
                        matter.officer.requester(),
                        ((AgreementResult.Done) theirs).agreement().id()))
                .isInstanceOf(AgreementResult.Done.class);
        age(buyer);
        house.bean(LeadClock.class).eraseDue();

        assertThat(clients.find(buyer).orElseThrow().state()).isEqualTo(ClientState.LEAD);
        assertThat(house.bean(KeyCustody.class).destruction(Owner.of(buyer), RetentionGroup.RELATION))
                .isInstanceOf(KeyCustody.Destruction.NotDestroyed.class);
        assertThat(reading.openMobile(matter.advisor.requester(), buyer)).isPresent();
    }

    @Test
    void aClientsFirstContactIsErasedTooAndItsFactsStay() {
        SubjectId subject = lead("王小明", mobile());
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        agree(subject, notice, "mandate");
        give(subject, FactSection.PERSON_NAME, Map.of("name", "王小明"));
        age(subject);
        house.bean(LeadClock.class).eraseDue();
        // The number is not among the facts yet, so the first contact stays a day longer.
        assertThat(clients.find(subject).orElseThrow().leadGone()).isEmpty();

        give(subject, FactSection.PERSON_CONTACT, Map.of("mobile", "13800000000", "address", "上海市示例路1号"));
        age(subject);
        house.bean(LeadClock.class).eraseDue();

        ClientFile file = clients.find(subject).orElseThrow();
        assertThat(file.leadGone()).isPresent();
        assertThat(file.state()).isEqualTo(ClientState.CLIENT);
        assertThat(((Disclosure.Answered) reading.openMobile(advisor, subject).orElseThrow()).refused())
                .isEmpty();
    }

    @Test
    void somebodyElseInChargeMeansTheFirstIsNoLonger() {
        SubjectId subject = lead("王小明", mobile());
        SignedInPerson other = PeopleInTests.staff(house, Role.ADVISOR);

        assertThat(clients.assign(advisor, subject, other.person(), true)).isTrue();
        assertThat(clients.assign(other.requester(), subject, advisor.person(), false))
                .isTrue();

        assertThat(clients.find(advisor, subject)).isEmpty();
        assertThat(reading.openMobile(other.requester(), subject)).isPresent();
    }

    @Test
    void anAssignmentWrittenBySqlOpensNothing() {
        SubjectId subject = lead("王小明", mobile());
        SignedInPerson intruder = PeopleInTests.staff(house, Role.ADVISOR);
        house.ownerJdbc()
                .sql("""
                insert into clients.assignments select subject_id, :intruder, state, changed_at, version, leaf, mac
                from clients.assignments where subject_id = :subject
                """)
                .param("intruder", intruder.person().value())
                .param("subject", subject.value())
                .update();
        try {
            assertThat(clients.isInCharge(intruder.person(), subject)).isFalse();
            assertThat(clients.find(intruder.requester(), subject)).isEmpty();
            assertThat(house.bean(OnboardingCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        } finally {
            house.ownerJdbc()
                    .sql("delete from clients.assignments where person_id = :intruder")
                    .param("intruder", intruder.person().value())
                    .update();
        }
    }

    @Test
    void theControlOfOnboardingTurnsRedWhenAFirstContactIsOverdue() {
        SubjectId subject = lead("王小明", mobile());
        age(subject);
        OnboardingCheck check = house.bean(OnboardingCheck.class);

        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        house.bean(LeadClock.class).eraseDue();
    }

    @Test
    void theControlOfChoiceTurnsRedWhenWhatWasTakenBackIsStillThere() {
        SubjectId subject = lead("王小明", mobile());
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        agree(subject, notice, "mandate");
        give(subject, FactSection.PERSON_EMAIL, Map.of("email", "wang@example.com"));
        ChoiceCheck check = house.bean(ChoiceCheck.class);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        house.ownerJdbc()
                .sql("delete from clients.given where subject_id = :id and section = 'PERSON_EMAIL'")
                .param("id", subject.value())
                .update();

        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        house.bean(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(
                        _ -> house.bean(Sealer.class).remove(FactSection.PERSON_EMAIL.addressOf(subject)));
    }

    @Test
    void aCompanyGivesItsOwnSections() {
        SubjectId subject = ((LeadResult.Submitted)
                        clients.newLead(advisor, ClientKind.COMPANY, Cleartext.of("李经理"), Cleartext.of(mobile())))
                .subject();
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        agree(subject, notice, "mandate");
        agree(subject, notice, "identity");

        assertThat(give(subject, FactSection.COMPANY_NAME, Map.of("name", "示例股权有限公司")))
                .isInstanceOf(GiveResult.Kept.class);
        assertThat(give(subject, FactSection.COMPANY_IDENTITY, Map.of("creditCode", "91310115MA0000007G")))
                .isEqualTo(new GiveResult.Kept(java.util.Set.of(IdentifierWarning.CONFIRM_WITH_REGISTRY)));
        assertThat(give(
                        subject,
                        FactSection.COMPANY_PEOPLE,
                        Map.of("legalRepresentative", "张三", "owner1Name", "张三", "owner1Share", "20%")))
                .isEqualTo(new GiveResult.Invalid(Map.of("owner1Share", IdentifierFault.OUT_OF_RANGE)));
    }

    @Test
    void noSectionTakesThePlaceOfAnother() {
        SubjectId subject = lead("王小明", mobile());
        ServedNoticeId notice = serve(subject);
        signOnPaper(subject);
        agree(subject, notice, "mandate");
        agree(subject, notice, "identity");

        give(subject, FactSection.PERSON_NAME, Map.of("name", "王小明"));
        give(subject, FactSection.PERSON_CONTACT, Map.of("mobile", mobile(), "address", "示例省示例市"));
        give(subject, FactSection.PERSON_OWNERSHIP, Map.of("beneficiary", "SELF"));
        give(subject, FactSection.PERSON_EMAIL, Map.of("email", "wang@example.com"));
        give(subject, FactSection.PERSON_OCCUPATION, Map.of("occupation", "工程师"));

        assertThat(clients.find(advisor, subject).orElseThrow().given())
                .containsExactlyInAnyOrder(
                        FactSection.PERSON_NAME,
                        FactSection.PERSON_CONTACT,
                        FactSection.PERSON_OWNERSHIP,
                        FactSection.PERSON_EMAIL,
                        FactSection.PERSON_OCCUPATION)
                .allSatisfy(section -> assertThat(house.bean(Sealer.class).holds(section.addressOf(subject)))
                        .isTrue());
        for (ClientKind kind : ClientKind.values()) {
            assertThat(FactSection.of(kind))
                    .extracting(section -> section.addressOf(subject).record() + " " + section.informationClass())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theClientGoesOnByItsOwnPhone() {
        SubjectId subject = lead("王小明", mobile());
        assertThat(portals.open(advisor, subject)).isInstanceOf(AccessResult.Ready.class);
        Requester.SignedIn client = PeopleInTests.client(house, subject).requester();
        Notice words = clients.notice(subject, NoticeLanguage.ZH_CN).orElseThrow();

        ServeResult served =
                clients.serveNotice(client, subject, NoticeLanguage.ZH_CN, words.contentHash(), Means.SCREEN);
        signOnPaper(subject);
        AnswerResult answered = consents.answer(
                client,
                new Answer(
                        ((ServeResult.Served) served).notice().id(),
                        "mandate",
                        true,
                        ConsentKind.GENERAL,
                        Means.SCREEN,
                        Optional.empty()));
        GiveResult given = giving.give(client, subject, FactSection.PERSON_NAME, Map.of("name", Cleartext.of("王小明")));

        assertThat(answered).isInstanceOf(AnswerResult.Answered.class);
        assertThat(given).isInstanceOf(GiveResult.Kept.class);
        Disclosure own =
                reading.open(client, subject, FactSection.PERSON_NAME, false).orElseThrow();
        assertThat(((Disclosure.Answered) own).refused()).isEmpty();
    }

    @Test
    void everythingHeldOfAClientIsFoundForItsOwnExport() {
        SubjectId subject = lead("王小明", mobile());
        SubjectData data = house.bean(ClientData.class);

        assertThat(data.about(subject))
                .extracting(address -> address.informationClass())
                .containsExactlyInAnyOrder(InformationClass.BASIC, InformationClass.CONTACT);
        assertThat(data.about(subject))
                .allSatisfy(address ->
                        assertThat(house.bean(Sealer.class).holds(address)).isTrue());
    }

    private SubjectId lead(String name, String mobile) {
        LeadResult result = clients.newLead(advisor, ClientKind.PERSON, Cleartext.of(name), Cleartext.of(mobile));
        return ((LeadResult.Submitted) result).subject();
    }

    private ServedNoticeId serve(SubjectId subject) {
        Notice words = clients.notice(subject, NoticeLanguage.ZH_CN).orElseThrow();
        ServeResult result =
                clients.serveNotice(advisor, subject, NoticeLanguage.ZH_CN, words.contentHash(), Means.READ_ALOUD);
        return ((ServeResult.Served) result).notice().id();
    }

    private ConsentRecord agree(SubjectId subject, ServedNoticeId notice, String item) {
        AnswerResult result = consents.answer(
                advisor, new Answer(notice, item, true, ConsentKind.SEPARATE, Means.READ_ALOUD, Optional.empty()));
        assertThat(subject).isNotNull();
        return ((AnswerResult.Answered) result).record();
    }

    private void signOnPaper(SubjectId subject) {
        Agreements agreements = house.bean(Agreements.class);
        AgreementResult prepared = clients.prepareAgreement(advisor, subject, Locale.SIMPLIFIED_CHINESE);
        assertThat(prepared).isInstanceOf(AgreementResult.Done.class);
        AgreementId id = ((AgreementResult.Done) prepared).agreement().id();
        AgreementResult taken = PapersInTests.takeIn(agreements, advisor, id, picture());
        assertThat(taken).isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements.confirmPaper(
                        PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester(), id))
                .isInstanceOf(AgreementResult.Done.class);
    }

    static byte[] picture() {
        try {
            var image = new java.awt.image.BufferedImage(600, 800, java.awt.image.BufferedImage.TYPE_INT_RGB);
            var out = new java.io.ByteArrayOutputStream();
            javax.imageio.ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private GiveResult give(SubjectId subject, FactSection section, Map<String, String> fields) {
        Map<String, Cleartext> typed = new java.util.HashMap<>();
        fields.forEach((name, value) -> typed.put(name, Cleartext.of(value)));
        return giving.give(advisor, subject, section, typed);
    }

    private List<Lock> locks(SubjectId subject) {
        GiveResult result = give(subject, FactSection.PERSON_NAME, Map.of("name", "王小明"));
        return ((GiveResult.Locked) result).missing();
    }

    private Disclosure.Answered opened(SubjectId subject, FactSection section) {
        return (Disclosure.Answered)
                reading.open(advisor, subject, section, false).orElseThrow();
    }

    private java.util.Optional<String> value(SubjectId subject, FactSection section, String field) {
        return opened(subject, section).field(section.addressOf(subject), field).map(Cleartext::revealForDisplay);
    }

    private static List<Reason> reasons(Disclosure.Answered answer) {
        return answer.refused().values().stream()
                .flatMap(refused -> refused.because().stream())
                .filter(outcome -> outcome.clause() == Clause.LEGAL_BASIS)
                .map(ClauseOutcome::reason)
                .toList();
    }

    private void age(SubjectId subject) {
        house.ownerJdbc()
                .sql("update clients.files set lead_until = :then where subject_id = :id")
                .param("then", java.sql.Timestamp.from(Instant.now().minusSeconds(3 * 86_400)))
                .param("id", subject.value())
                .update();
    }

    private static String mobile() {
        return "199" + "%08d".formatted(RANDOM.nextInt(100_000_000));
    }
}
