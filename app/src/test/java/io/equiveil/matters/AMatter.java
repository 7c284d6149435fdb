package io.equiveil.matters;

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
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.Declarations;
import io.equiveil.declarations.Ground;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.PapersInTests;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import io.equiveil.transfers.Transfers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;

/// A matter with a seller, buyers and their advisor, taken on by the real rooms, for the tests of every room that has
/// to do with one.
public final class AMatter {

    private static final Random RANDOM = new Random();

    public final House house = House.open();
    public final Matters matters = house.bean(Matters.class);
    public final Consents consents = house.bean(Consents.class);
    public final Agreements agreements = house.bean(Agreements.class);
    public final Clients clients = house.bean(Clients.class);
    public final Transfers transfers = house.bean(Transfers.class);

    public final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    public final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    public final String codeName;

    /// Unlike every other matter's, so that no test finds another's conflict.
    public final String targetName;

    public final SubjectId sellerSubject;
    public final SignedInPerson seller;
    public final MatterId id;

    private final Map<SubjectId, ServedNoticeId> notices = new HashMap<>();

    private AMatter(CompanyForm form, ClientKind kind) {
        this(form, kind, "澄江" + Long.toString(RANDOM.nextLong(1L << 40), 36) + "仪器有限公司");
    }

    private AMatter(CompanyForm form, ClientKind kind, String targetName) {
        this.targetName = targetName;
        codeName = "青松" + Integer.toString(RANDOM.nextInt(1 << 30), 36);
        sellerSubject = client(kind, "王小明");
        seller = PeopleInTests.client(house, sellerSubject);
        id = open(form);
    }

    /// A limited company's shares, sold by a natural person.
    public static AMatter inALimitedCompany() {
        return new AMatter(CompanyForm.LIMITED_COMPANY, ClientKind.PERSON);
    }

    /// A joint stock company's shares, sold by a natural person.
    public static AMatter inAJointStockCompany() {
        return new AMatter(CompanyForm.JOINT_STOCK, ClientKind.PERSON);
    }

    /// A limited company's shares; the company is called like this.
    public static AMatter about(String targetName) {
        return new AMatter(CompanyForm.LIMITED_COMPANY, ClientKind.PERSON, targetName);
    }

    /// How it stands, as its advisor sees it.
    public MatterSummary summary() {
        return matters.find(advisor.requester(), id).orElseThrow();
    }

    /// A buyer in the matter.
    ///
    /// @param disclosure the seller's consent to show this buyer what the deal is about
    public record Buyer(SubjectId subject, SignedInPerson person, ConsentRecordId disclosure) {}

    /// Somebody taken on: told, agreed, and with consent to the mandate and to the identity check.
    public SubjectId client(ClientKind kind, String name) {
        SubjectId subject = lead(kind, name);
        takeOn(subject);
        return subject;
    }

    /// A first contact, told nothing yet.
    public SubjectId lead(ClientKind kind, String name) {
        return ((LeadResult.Submitted)
                        clients.newLead(advisor.requester(), kind, Cleartext.of(name), Cleartext.of(mobile())))
                .subject();
    }

    /// Tells a first contact, has it sign, and notes its consent to the mandate and to the identity check.
    public void takeOn(SubjectId subject) {
        Notice words = clients.notice(subject, NoticeLanguage.ZH_CN).orElseThrow();
        ServedNoticeId served = ((ServeResult.Served) clients.serveNotice(
                        advisor.requester(), subject, NoticeLanguage.ZH_CN, words.contentHash(), Means.READ_ALOUD))
                .notice()
                .id();
        sign(((AgreementResult.Done) clients.prepareAgreement(advisor.requester(), subject, Locale.SIMPLIFIED_CHINESE))
                .agreement()
                .id());
        notices.put(subject, served);
        agreeTo(subject, "mandate");
        agreeTo(subject, "identity");
    }

    /// The client says yes to one more item of the notice.
    public void agreeTo(SubjectId subject, String item) {
        answer(notices.get(subject), item);
    }

    private static String mobile() {
        return "199" + "%08d".formatted(RANDOM.nextInt(100_000_000));
    }

    /// Signed on paper, confirmed by the officer.
    public void sign(AgreementId agreement) {
        assertThat(PapersInTests.takeIn(agreements, advisor.requester(), agreement, photo()))
                .isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements.confirmPaper(officer.requester(), agreement)).isInstanceOf(AgreementResult.Done.class);
    }

    private void answer(ServedNoticeId served, String item) {
        assertThat(consents.answer(
                        advisor.requester(),
                        new Answer(served, item, true, ConsentKind.SEPARATE, Means.READ_ALOUD, Optional.empty())))
                .isInstanceOf(AnswerResult.Answered.class);
    }

    private MatterId open(CompanyForm form) {
        MatterResult result = matters.open(
                advisor.requester(),
                new Matters.Mandate(
                        codeName,
                        form,
                        MandateForm.SELLER,
                        sellerSubject,
                        Cleartext.of(targetName),
                        Optional.empty(),
                        false));
        return ((MatterResult.Done) result).matter().id();
    }

    /// A buyer who has signed, and whom the seller has not decided about.
    public SubjectId invitedBuyer(String name) {
        SubjectId subject = client(ClientKind.PERSON, name);
        done(matters.invite(advisor.requester(), id, subject));
        AgreementResult prepared =
                matters.prepareBuyerAgreement(advisor.requester(), id, subject, Locale.SIMPLIFIED_CHINESE);
        sign(((AgreementResult.Done) prepared).agreement().id());
        return subject;
    }

    /// A buyer who has signed, was admitted by the seller, and whom the seller's consent names.
    public Buyer admittedBuyer() {
        SubjectId subject = invitedBuyer("赵买方");
        Notice words =
                consents.notice(Matters.BUYER_NOTICE, NoticeLanguage.ZH_CN).orElseThrow();
        done(matters.decideOnBuyers(
                seller.requester(),
                id,
                List.of(new BuyerAnswer(subject, true, true)),
                NoticeLanguage.ZH_CN,
                words.contentHash()));
        ConsentRecordId disclosure = consents.recordsOf(sellerSubject).stream()
                .filter(record -> record.recipient().equals(Optional.of(RecipientId.of(subject))))
                .filter(record -> record.purpose() == Purpose.DUE_DILIGENCE)
                .map(ConsentRecord::id)
                .findFirst()
                .orElseThrow();
        return new Buyer(subject, PeopleInTests.client(house, subject), disclosure);
    }

    /// Seals an intention and a few details.
    public void seal() {
        done(matters.sealDeal(
                advisor.requester(),
                id,
                Map.of(
                        "industry", Cleartext.of("制造业"),
                        "priceBand", Cleartext.of("一千万至三千万"),
                        "price", Cleartext.of("18760000元"))));
    }

    /// Has the teaser written from what is sealed.
    TeaserResult draft() {
        return matters.writeTeaser(advisor.requester(), id, Set.of());
    }

    /// Lets the latest teaser go out.
    TeaserResult approve() {
        Teaser draft = matters.teaser(advisor.requester(), id).orElseThrow();
        return matters.approveTeaser(advisor.requester(), id, draft.id());
    }

    /// Has the teaser written from what is sealed, and lets it go out.
    public void approveTeaser() {
        assertThat(draft()).isInstanceOf(TeaserResult.Done.class);
        assertThat(approve()).isInstanceOf(TeaserResult.Done.class);
    }

    /// Brings the matter to due diligence; a buyer must have been admitted.
    public void toDueDiligence() {
        seal();
        approveTeaser();
        advance(
                MatterStage.BLIND_TEASER,
                MatterStage.BUYER_NDA,
                MatterStage.SELLER_APPROVES_BUYER,
                MatterStage.DUE_DILIGENCE);
    }

    public void toAgreement() {
        complete(TransferStep.ARTICLES_CHECKED, today());
        complete(TransferStep.CONTRIBUTIONS_CHECKED, today());
        declare();
        advance(MatterStage.AGREEMENT);
    }

    /// Nobody beside the parties has to sign: the seller holds for itself and has no spouse, as the officer
    /// confirms.
    public void declare() {
        declare(seller, id);
    }

    /// The same in another matter of this advisor.
    public void declare(SignedInPerson seller, MatterId id) {
        Declarations declarations = house.bean(Declarations.class);
        Cleartext nothing = Cleartext.of("");
        declarations.answer(seller.requester(), id, DeclarationKind.NOMINEE_DECLARATION, Ground.FOR_MYSELF, nothing);
        declarations.answer(seller.requester(), id, DeclarationKind.SPOUSE_CONSENT, Ground.UNMARRIED, nothing);
        declarations.decide(officer.requester(), id, DeclarationKind.SPOUSE_CONSENT, true);
        assertThat(declarations.of(advisor.requester(), id).orElseThrow())
                .allMatch(said -> said.state().isSettled());
    }

    /// Calls a step done with a document that shows it.
    public void complete(TransferStep step, LocalDate on) {
        assertThat(transfers.complete(advisor.requester(), id, step, on, List.of(document())))
                .as(step.name())
                .isInstanceOf(TransferResult.Done.class);
    }

    /// A document in the data room.
    public DocumentId document() {
        return document(id);
    }

    /// The same in another matter of this advisor.
    public DocumentId document(MatterId id) {
        Deque<SentFiles.SentFile> files = new ArrayDeque<>();
        files.add(new SentFiles.SentFile("凭证.png", new ByteArrayInputStream(photo())));
        try {
            UploadResult result = house.bean(DataRoom.class)
                    .add(
                            advisor.requester(),
                            id,
                            new NewDocument(Cleartext.of("凭证"), InformationClass.DOCUMENT, MatterStage.DUE_DILIGENCE),
                            () -> Optional.ofNullable(files.poll()));
            return ((UploadResult.Stored) result).document().id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void advance(MatterStage... stages) {
        for (MatterStage stage : stages) {
            done(matters.advance(advisor.requester(), id, stage));
        }
    }

    public static void done(MatterResult result) {
        assertThat(result).isInstanceOf(MatterResult.Done.class);
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /// A photograph of a sheet of paper, more or less.
    public static byte[] photo() {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
