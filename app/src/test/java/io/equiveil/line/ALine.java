package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.ClauseState;
import io.equiveil.access.Graces;
import io.equiveil.access.LapseId;
import io.equiveil.access.Policies;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FactGiving;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.GiveResult;
import io.equiveil.clients.LeadResult;
import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.ConsentRecordId;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.RecipientId;
import io.equiveil.consent.ServeResult;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.crossborder.Mechanism;
import io.equiveil.crossborder.WorkLocations;
import io.equiveil.dataroom.SampleDocuments;
import io.equiveil.devices.Devices;
import io.equiveil.frame.Display;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerAnswer;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.matters.TeaserResult;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.PapersInTests;
import io.equiveil.partners.PartnerKind;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import io.equiveil.training.ALapsedTraining;
import io.equiveil.training.AttestationId;
import io.equiveil.training.Attestations;
import io.equiveil.training.Course;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// One transfer in due diligence with everybody in it: a seller and a buyer who signed and consented, colleagues,
/// partners. Made by the front doors; what tests ask of it they ask over HTTP.
///
/// With [#strict()] the clauses that may be relaxed are in force for the whole house, until [#close()].
final class ALine implements AutoCloseable {

    /// Confidential: what the seller asks.
    static final String PRICE = "18760000元";

    /// Confidential: where seller and buyer live; nothing public says it as well.
    static final String ADDRESS = "示例省示例市白露路八号";

    private static final Random RANDOM = new Random();
    private static final List<Clause> RELAXED =
            List.of(Clause.TRAINING, Clause.PARTNER_STATUS, Clause.JURISDICTION, Clause.DEVICE_AND_NETWORK);

    final House house;
    final SignedInPerson officer;
    final SignedInPerson security;
    final Visitor advisor;
    final SubjectId sellerSubject;
    final SubjectId buyerSubject;
    final Visitor seller;
    final MatterId matter;
    final UUID document;
    final UUID secondDocument;

    ALine() {
        this(House.open());
    }

    ALine(House house) {
        this.house = house;
        officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
        security = PeopleInTests.staff(house, Role.SECURITY_OFFICER);
        advisor = equipped(PeopleInTests.staff(house, Role.ADVISOR));
        sellerSubject = client("王小明");
        buyerSubject = client("赵买方");
        seller = new Visitor(house, PeopleInTests.client(house, sellerSubject), "");
        matter = open();
        document = add();
        secondDocument = add();
        sealDeal();
        admitBuyer();
        for (MatterStage stage : List.of(
                MatterStage.BLIND_TEASER,
                MatterStage.BUYER_NDA,
                MatterStage.SELLER_APPROVES_BUYER,
                MatterStage.DUE_DILIGENCE)) {
            done(house.bean(Matters.class).advance(advisor.person().requester(), matter, stage));
        }
    }

    /// Nothing is 观察 or 尚未启用 any more.
    void strict() {
        RELAXED.forEach(clause -> stand(clause, ClauseState.IN_FORCE, Optional.empty()));
    }

    @Override
    public void close() {
        RELAXED.forEach(clause ->
                stand(clause, ClauseState.OBSERVED, Optional.of(Instant.now().plus(Duration.ofDays(29)))));
    }

    /// Makes a clause stand so, by two people.
    void stand(Clause clause, ClauseState state, Optional<Instant> until) {
        Policies policies = house.bean(Policies.class);
        Policies.Proposed proposed = policies.propose(officer.requester(), clause, state, until, "试验中的状态");
        assertThat(proposed).isInstanceOf(Policies.Proposed.Waiting.class);
        assertThat(policies.approve(security.requester(), ((Policies.Proposed.Waiting) proposed).proposal()))
                .isEqualTo(new Policies.Decided.Done());
    }

    // --- people --------------------------------------------------------------------------------------------------

    /// A colleague of the team with training, a declared place and an approved device.
    Visitor colleague() {
        Visitor colleague = equipped(PeopleInTests.staff(house, Role.ADVISOR));
        done(house.bean(Matters.class).join(advisor.person().requester(), matter, colleague.id()));
        return colleague;
    }

    /// A member of staff with training, a declared place and an approved device.
    /// A colleague on the matter whose trainings ended an hour ago and are carried on.
    Visitor underGrace() {
        SignedInPerson person = PeopleInTests.staff(house, Role.ADVISOR);
        for (AttestationId lapsed : ALapsedTraining.of(house, officer, person)) {
            assertThat(house.bean(Graces.class)
                            .give(
                                    officer.requester(),
                                    Clause.TRAINING,
                                    new LapseId(lapsed.value()),
                                    LocalDate.now(Display.SHANGHAI).plusDays(2),
                                    "下周一补课"))
                    .isEqualTo(Graces.Result.DONE);
        }
        declare(person, "CN");
        done(house.bean(Matters.class).join(advisor.person().requester(), matter, person.person()));
        return new Visitor(house, person, device(person));
    }

    Visitor equipped(SignedInPerson person) {
        train(person);
        declare(person, "CN");
        return new Visitor(house, person, device(person));
    }

    void train(SignedInPerson person) {
        Attestations attestations = house.bean(Attestations.class);
        for (Course course : Course.values()) {
            var recorded = attestations.record(
                    officer.requester(), person.person(), course, Instant.now().plus(Duration.ofDays(90)));
            attestations.confirm(person.requester(), ((Attestations.Result.Done) recorded).id());
        }
    }

    void declare(SignedInPerson person, String place) {
        assertThat(house.bean(WorkLocations.class)
                        .declare(person.requester(), place, Instant.now().plus(Duration.ofDays(30))))
                .isEqualTo(new WorkLocations.Result.Done());
    }

    void footing(String place) {
        assertThat(house.bean(WorkLocations.class)
                        .footing(
                                officer.requester(),
                                place,
                                Mechanism.STANDARD_CONTRACT,
                                Instant.now().plus(Duration.ofDays(30))))
                .isEqualTo(new WorkLocations.Result.Done());
    }

    /// A registered and approved device; returns what its cookie holds.
    String device(SignedInPerson person) {
        Devices devices = house.bean(Devices.class);
        Devices.Registered registered = devices.register(person.requester());
        assertThat(devices.approve(security.requester(), registered.id())).isEqualTo(new Devices.Result.Done());
        return registered.token();
    }

    /// Somebody who acts for the buyer, with an account of their own.
    Visitor buyer() {
        SignedInPerson person = PeopleInTests.client(house, buyerSubject);
        declare(person, "CN");
        return new Visitor(house, person, "");
    }

    /// Somebody of an approved firm that is engaged for the matter.
    Visitor partner() {
        PartnerId firm = firm();
        done(house.bean(Matters.class).engage(advisor.person().requester(), matter, firm));
        return equipped(PeopleInTests.partner(house, firm));
    }

    /// Somebody of an approved firm that has no part in the matter.
    Visitor partnerElsewhere() {
        return equipped(PeopleInTests.partner(house, firm()));
    }

    private PartnerId firm() {
        Partners partners = house.bean(Partners.class);
        PartnerId firm = ((Partners.Result.Done)
                        partners.register(officer.requester(), "所" + word(), "测试律师事务所", PartnerKind.LAW))
                .partner();
        partners.decide(officer.requester(), firm, PartnerStatus.APPROVED);
        partners.contract(
                officer.requester(),
                firm,
                Instant.now().minusSeconds(60),
                Instant.now().plus(Duration.ofDays(30)),
                Set.of(Purpose.PROFESSIONAL_SERVICE));
        return firm;
    }

    // --- the transfer --------------------------------------------------------------------------------------------

    SubjectId client(String name) {
        Clients clients = house.bean(Clients.class);
        SubjectId subject = ((LeadResult.Submitted) clients.newLead(
                        advisor.person().requester(), ClientKind.PERSON, Cleartext.of(name), Cleartext.of(mobile())))
                .subject();
        var words = clients.notice(subject, NoticeLanguage.ZH_CN).orElseThrow();
        ServedNoticeId served = ((ServeResult.Served) clients.serveNotice(
                        advisor.person().requester(),
                        subject,
                        NoticeLanguage.ZH_CN,
                        words.contentHash(),
                        Means.READ_ALOUD))
                .notice()
                .id();
        sign(((AgreementResult.Done)
                        clients.prepareAgreement(advisor.person().requester(), subject, Locale.SIMPLIFIED_CHINESE))
                .agreement()
                .id());
        for (String item : List.of("mandate", "identity")) {
            AnswerResult answered = house.bean(Consents.class)
                    .answer(
                            advisor.person().requester(),
                            new Answer(served, item, true, ConsentKind.SEPARATE, Means.READ_ALOUD, Optional.empty()));
            assertThat(answered).isInstanceOf(AnswerResult.Answered.class);
        }
        give(subject, FactSection.PERSON_NAME, Map.of("name", name));
        give(subject, FactSection.PERSON_CONTACT, Map.of("mobile", mobile(), "address", ADDRESS));
        give(
                subject,
                FactSection.PERSON_IDENTITY,
                Map.of(
                        "documentType",
                        "FOREIGN_PASSPORT",
                        "documentNumber",
                        "E" + (10_000_000 + RANDOM.nextInt(89_999_999))));
        return subject;
    }

    private void give(SubjectId subject, FactSection section, Map<String, String> fields) {
        Map<String, Cleartext> given = new java.util.HashMap<>();
        fields.forEach((name, value) -> given.put(name, Cleartext.of(value)));
        assertThat(house.bean(FactGiving.class).give(advisor.person().requester(), subject, section, given))
                .isInstanceOf(GiveResult.Kept.class);
    }

    void sign(AgreementId id) {
        Agreements agreements = house.bean(Agreements.class);
        assertThat(PapersInTests.takeIn(agreements, advisor.person().requester(), id, SampleDocuments.png()))
                .isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements.confirmPaper(officer.requester(), id)).isInstanceOf(AgreementResult.Done.class);
    }

    private MatterId open() {
        MatterResult opened = house.bean(Matters.class)
                .open(
                        advisor.person().requester(),
                        new Matters.Mandate(
                                "青松" + word(),
                                CompanyForm.LIMITED_COMPANY,
                                MandateForm.SELLER,
                                sellerSubject,
                                Cleartext.of("澄江微光" + word()),
                                Optional.empty(),
                                false));
        return ((MatterResult.Done) opened).matter().id();
    }

    private void sealDeal() {
        done(house.bean(Matters.class)
                .sealDeal(
                        advisor.person().requester(),
                        matter,
                        Map.of(
                                "industry", Cleartext.of("精密仪器"),
                                "region", Cleartext.of("长三角"),
                                "price", Cleartext.of(PRICE))));
        Requester.SignedIn writer = advisor.person().requester();
        Matters matters = house.bean(Matters.class);
        TeaserResult.Done draft = (TeaserResult.Done) matters.writeTeaser(writer, matter, Set.of());
        assertThat(matters.approveTeaser(writer, matter, draft.teaser().id())).isInstanceOf(TeaserResult.Done.class);
    }

    private UUID add() {
        return SampleDocuments.add(house, advisor.person().requester(), matter);
    }

    private void admitBuyer() {
        Matters matters = house.bean(Matters.class);
        done(matters.invite(advisor.person().requester(), matter, buyerSubject));
        AgreementResult prepared = matters.prepareBuyerAgreement(
                advisor.person().requester(), matter, buyerSubject, Locale.SIMPLIFIED_CHINESE);
        sign(((AgreementResult.Done) prepared).agreement().id());
        var words = house.bean(Consents.class)
                .notice(Matters.BUYER_NOTICE, NoticeLanguage.ZH_CN)
                .orElseThrow();
        done(matters.decideOnBuyers(
                seller.person().requester(),
                matter,
                List.of(new BuyerAnswer(buyerSubject, true, true)),
                NoticeLanguage.ZH_CN,
                words.contentHash()));
    }

    /// The seller's consent that this buyer may see the deal.
    ConsentRecordId consentForTheBuyer() {
        return house.bean(Consents.class).recordsOf(sellerSubject).stream()
                .filter(record -> record.recipient().equals(Optional.of(RecipientId.of(buyerSubject))))
                .filter(record -> record.purpose() == Purpose.DUE_DILIGENCE)
                .map(ConsentRecord::id)
                .findFirst()
                .orElseThrow();
    }

    /// Ends what seller and buyer signed: as if the matter had been closed long ago.
    void endAgreements() {
        house.bean(Agreements.class)
                .matterClosed(
                        officer.requester(),
                        matter,
                        house.bean(Clock.class).instant().minus(Duration.ofDays(31 * 366)),
                        Set.of());
    }

    // --- what is asked over HTTP ---------------------------------------------------------------------------------

    Visitor.Said deal(Visitor who, String purpose) {
        return who.ask("GET", "/api/matters/" + matter + "/deal?purpose=" + purpose, "");
    }

    Visitor.Said identity(Visitor who) {
        return who.ask(
                "POST", "/api/clients/" + sellerSubject + "/facts/PERSON_IDENTITY/opening", "{\"masked\":false}");
    }

    Visitor.Said mobile(Visitor who, SubjectId of) {
        return who.ask("POST", "/api/clients/" + of + "/mobile/opening", "{}");
    }

    Visitor.Said view(Visitor who, UUID which) {
        return who.ask("POST", "/api/documents/" + which + "/views", "{}");
    }

    static String word() {
        return Integer.toString(RANDOM.nextInt(1 << 30), 36);
    }

    static String mobile() {
        return "199" + "%08d".formatted(RANDOM.nextInt(100_000_000));
    }

    static void done(MatterResult result) {
        assertThat(result).isInstanceOf(MatterResult.Done.class);
    }
}
