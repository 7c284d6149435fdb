package io.equiveil.dataroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.LeadResult;
import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.ConsentRecordId;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.RecipientId;
import io.equiveil.consent.ServeResult;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.files.SampleFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.LegalStep;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.Agreements;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// A matter with a seller, a buyer and their advisor, taken on by the real rooms, and documents in it.
final class ARoom {

    private static final Random RANDOM = new Random();

    final House house = House.open();
    final DataRoom room = house.bean(DataRoom.class);
    final Matters matters = house.bean(Matters.class);
    final Consents consents = house.bean(Consents.class);
    final Agreements agreements = house.bean(Agreements.class);
    final Clients clients = house.bean(Clients.class);

    final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    final String codeName = "青松" + Integer.toString(RANDOM.nextInt(1 << 24), 36);
    final SubjectId sellerSubject = client("王小明");
    final SignedInPerson seller = PeopleInTests.client(house, sellerSubject);
    final MatterId matter = open();

    private SubjectId client(String name) {
        SubjectId subject = ((LeadResult.Submitted) clients.newLead(
                        advisor.requester(),
                        ClientKind.PERSON,
                        Cleartext.of(name),
                        Cleartext.of("199" + "%08d".formatted(RANDOM.nextInt(100_000_000)))))
                .subject();
        Notice words = clients.notice(subject, NoticeLanguage.ZH_CN).orElseThrow();
        ServedNoticeId served = ((ServeResult.Served) clients.serveNotice(
                        advisor.requester(), subject, NoticeLanguage.ZH_CN, words.contentHash(), Means.READ_ALOUD))
                .notice()
                .id();
        sign(((AgreementResult.Done) clients.prepareAgreement(advisor.requester(), subject, Locale.SIMPLIFIED_CHINESE))
                .agreement()
                .id());
        answer(served, "mandate");
        answer(served, "identity");
        return subject;
    }

    private void sign(AgreementId id) {
        assertThat(agreements.takeInPaper(
                        advisor.requester(), id, SampleFiles.png(300, 400, Color.WHITE), today(), Cleartext.of("档案柜一")))
                .isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements.confirmPaper(officer.requester(), id)).isInstanceOf(AgreementResult.Done.class);
    }

    private ConsentRecordId answer(ServedNoticeId served, String item) {
        AnswerResult result = consents.answer(
                advisor.requester(),
                new Answer(served, item, true, ConsentKind.SEPARATE, Means.READ_ALOUD, Optional.empty()));
        return ((AnswerResult.Answered) result).record().id();
    }

    private MatterId open() {
        MatterResult result = matters.open(
                advisor.requester(),
                new Matters.Mandate(codeName, CompanyForm.LIMITED_COMPANY, MandateForm.SELLER, sellerSubject));
        return ((MatterResult.Done) result).matter().id();
    }

    /// A buyer who has signed, was admitted by the seller, and whom the seller's consent names.
    Buyer admitBuyer() {
        SubjectId subject = client("赵买方");
        done(matters.invite(advisor.requester(), matter, subject));
        AgreementResult prepared =
                matters.prepareBuyerAgreement(advisor.requester(), matter, subject, Locale.SIMPLIFIED_CHINESE);
        sign(((AgreementResult.Done) prepared).agreement().id());
        Notice words = consents.notice("buyer-disclosure", NoticeLanguage.ZH_CN).orElseThrow();
        done(matters.admit(seller.requester(), matter, subject, NoticeLanguage.ZH_CN, words.contentHash()));
        ConsentRecordId disclosure = consents.recordsOf(sellerSubject).stream()
                .filter(record -> record.recipient().equals(Optional.of(RecipientId.of(subject))))
                .filter(record -> record.purpose() == Purpose.DUE_DILIGENCE)
                .map(ConsentRecord::id)
                .findFirst()
                .orElseThrow();
        return new Buyer(subject, PeopleInTests.client(house, subject), disclosure);
    }

    record Buyer(SubjectId subject, SignedInPerson person, ConsentRecordId disclosure) {}

    /// Brings the matter to due diligence; a buyer must have been admitted.
    void toDueDiligence() {
        done(matters.sealDeal(
                advisor.requester(),
                matter,
                Map.of("industry", Cleartext.of("制造业"), "priceBand", Cleartext.of("一千万至三千万"))));
        for (MatterStage stage : List.of(
                MatterStage.BLIND_TEASER,
                MatterStage.BUYER_NDA,
                MatterStage.SELLER_APPROVES_BUYER,
                MatterStage.DUE_DILIGENCE)) {
            done(matters.advance(advisor.requester(), matter, stage));
        }
    }

    void toAgreement() {
        for (LegalStep step : List.of(LegalStep.ARTICLES_CHECKED, LegalStep.CONTRIBUTIONS_CHECKED)) {
            done(matters.completeStep(advisor.requester(), matter, step, today(), Optional.empty()));
        }
        done(matters.advance(advisor.requester(), matter, MatterStage.AGREEMENT));
    }

    private static void done(MatterResult result) {
        assertThat(result).isInstanceOf(MatterResult.Done.class);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    RoomDocument add(String title, byte[] content) {
        return add(title, MatterStage.DUE_DILIGENCE, content);
    }

    RoomDocument add(String title, MatterStage from, byte[] content) {
        UploadResult result = send(advisor, title, from, content);
        assertThat(result).isInstanceOf(UploadResult.Stored.class);
        return ((UploadResult.Stored) result).document();
    }

    UploadResult send(SignedInPerson who, String title, MatterStage from, byte[]... contents) {
        try {
            return room.add(
                    who.requester(),
                    matter,
                    new NewDocument(Cleartext.of(title), InformationClass.DOCUMENT, from),
                    files(contents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SentFiles files(byte[]... contents) {
        Deque<SentFiles.SentFile> waiting = new ArrayDeque<>();
        for (byte[] content : contents) {
            waiting.add(new SentFiles.SentFile("", new ByteArrayInputStream(content)));
        }
        return () -> Optional.ofNullable(waiting.poll());
    }

    ViewId opened(SignedInPerson who, RoomDocument document) {
        Opening opening = room.open(who.requester(), document.id());
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).view();
    }

    PageResult page(SignedInPerson who, ViewId view, int page) {
        return room.page(who.requester(), view, page, 480);
    }

    /// Sweeps away rows that a test has touched by hand, so that the shared house does not stay red.
    void sweep(RoomDocument document) {
        UUID id = document.id().value();
        house.ownerJdbc()
                .sql("delete from dataroom.page_views where view_id in"
                        + " (select id from dataroom.views where document_id = :id)")
                .param("id", id)
                .update();
        house.ownerJdbc()
                .sql("delete from dataroom.views where document_id = :id")
                .param("id", id)
                .update();
        house.ownerJdbc()
                .sql("delete from dataroom.documents where id = :id")
                .param("id", id)
                .update();
    }
}
