package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.clients.ClientKind;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.FileRefusal;
import io.equiveil.frame.Display;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.nda.AgreementHistory.PaperSheet;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.Agreements.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;

/// Paper counts the same: printed, signed, photographed, compared by a second person, in force.
class PaperWayTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Agreements agreements = a.agreements;
    private final SubjectId client = a.client(ClientKind.PERSON, "周纸签");
    private final AgreementId draft = draft();

    private AgreementId draft() {
        AgreementResult prepared = a.clients.prepareAgreement(a.advisor.requester(), client, Locale.SIMPLIFIED_CHINESE);
        return ((AgreementResult.Done) prepared).agreement().id();
    }

    @Test
    void everyPhotographedPageIsRecognisedByItsCode() {
        List<byte[]> pages = PapersInTests.photographed(print());

        AgreementSummary taken = taken(pages.toArray(byte[][]::new));

        assertThat(taken.state()).isEqualTo(AgreementState.ON_PAPER);
        assertThat(sheet().pages()).isEqualTo(taken.pages());
        assertThat(sheet().pagesSeen()).hasSize(taken.pages()).startsWith(1, 2);
    }

    @Test
    void aMissingPageIsNamed() {
        List<byte[]> pages = PapersInTests.photographed(print());
        pages.remove(1);

        taken(pages.toArray(byte[][]::new));

        assertThat(sheet().pagesSeen()).contains(1, 3).doesNotContain(2);
    }

    @Test
    void aMachineProposesWhereTheSecondPersonLooks() throws Exception {
        List<byte[]> pages = PapersInTests.photographed(print());
        taken(pages.getFirst(), pages.getLast(), picture());
        String page = "/agreements/" + draft + "/paper";
        APage browser = new APage(a.house);

        browser.shows(page, a.officer, page + "/comparison");
        assertThat(ask(page + "/comparison", a.officer, "image/jpeg").body()).startsWith(0xff, 0xd8);
        assertThat(new String(
                        ask("/api" + page + "/comparison", a.officer, "application/json")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"sheet\":1", "\"finding\":\"alike\"", "\"finding\":\"not-recognised\"")
                .doesNotContain("\"finding\":\"different\"");
        assertThat(ask("/api" + page + "/comparison/picture", a.officer, "image/jpeg")
                        .body())
                .startsWith(0xff, 0xd8);
        assertThat(agreements.find(a.officer.requester(), draft).orElseThrow().state())
                .as("a machine confirms nothing")
                .isEqualTo(AgreementState.ON_PAPER);
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(ask(page + "/comparison", stranger, "image/jpeg").statusCode())
                .isEqualTo(404);
        assertThat(ask("/api" + page + "/comparison", stranger, "application/json")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<byte[]> ask(String path, SignedInPerson who, String type) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(a.house.baseUrl() + path))
                            .header("Cookie", "EVSESSION=" + who.token())
                            .header("Authorization", "Bearer " + who.token())
                            .header("Accept", type)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void onlyASecondPersonBringsItIntoForceAndThenTheGateOpensItsScope() {
        taken(picture());

        assertThat(agreements.confirmPaper(a.advisor.requester(), draft))
                .isEqualTo(new AgreementResult.Unacceptable(Fault.SAME_PERSON));
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(agreements.confirmPaper(stranger.requester(), draft)).isEqualTo(new AgreementResult.Unknown());
        assertThat(agreements.confirmPaper(a.officer.requester(), draft))
                .isInstanceOfSatisfying(
                        AgreementResult.Done.class,
                        done -> assertThat(done.agreement().state()).isEqualTo(AgreementState.IN_FORCE));

        assertThat(agreements.find(a.advisor.requester(), draft).orElseThrow().medium())
                .isEqualTo(AgreementSummary.Medium.PAPER);
    }

    @Test
    void oneWhoWritesAnotherIntoTheRowIsStillOne() {
        taken(picture());
        a.house
                .ownerJdbc()
                .sql("update nda.papers set taken_in_by = ? where agreement_id = ?")
                .params(a.officer.person().value(), draft.value())
                .update();

        assertThat(agreements.confirmPaper(a.advisor.requester(), draft)).isEqualTo(new AgreementResult.Unknown());
        assertThat(agreements.find(a.advisor.requester(), draft).orElseThrow().state())
                .isEqualTo(AgreementState.ON_PAPER);
    }

    @Test
    void whoMayKnowOfItButIsNotLetInByTheGateCannotConfirmWhatItHasNotSeen() {
        taken(picture());
        SignedInPerson owner = PeopleInTests.staff(a.house, Role.OWNER);

        assertThat(agreements.confirmPaper(owner.requester(), draft)).isInstanceOf(AgreementResult.Refused.class);
        assertThat(agreements.find(owner.requester(), draft).orElseThrow().state())
                .isEqualTo(AgreementState.ON_PAPER);
    }

    @Test
    void aPaperSentBackCanBeTakenInAgain() {
        taken(picture());

        assertThat(agreements.returnPaper(a.advisor.requester(), draft, PaperFault.UNREADABLE))
                .isEqualTo(new AgreementResult.Unacceptable(Fault.SAME_PERSON));
        assertThat(agreements.returnPaper(a.officer.requester(), draft, PaperFault.PAGE_MISSING))
                .isInstanceOfSatisfying(
                        AgreementResult.Done.class,
                        done -> assertThat(done.agreement().state()).isEqualTo(AgreementState.DRAFT));
        assertThat(agreements
                        .history(a.advisor.requester(), draft)
                        .orElseThrow()
                        .paper())
                .as("what was sent back counts for nothing")
                .isEmpty();

        taken(picture());

        assertThat(agreements.confirmPaper(a.officer.requester(), draft)).isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements
                        .history(a.advisor.requester(), draft)
                        .orElseThrow()
                        .events())
                .hasAtLeastOneElementOfType(AgreementHistory.Event.PaperReturned.class)
                .hasAtLeastOneElementOfType(AgreementHistory.Event.PaperConfirmed.class);
    }

    @Test
    void whatIsWrongIsSaidAndChangesNothing() {
        LocalDate today = LocalDate.now(Display.SHANGHAI);
        var advisor = a.advisor.requester();

        assertThat(PapersInTests.takeIn(agreements, advisor, draft, "MZ not a picture".getBytes()))
                .isEqualTo(new AgreementResult.FileRefused(FileRefusal.NOT_SUPPORTED));
        assertThat(PapersInTests.takeIn(agreements, advisor, draft))
                .isEqualTo(new AgreementResult.FileRefused(FileRefusal.EMPTY));
        assertThat(PapersInTests.takeIn(agreements, advisor, draft, today.plusDays(2), "柜一", picture()))
                .isEqualTo(new AgreementResult.Unacceptable(Fault.SIGNED_IN_THE_FUTURE));
        assertThat(PapersInTests.takeIn(agreements, advisor, draft, today, "  ", picture()))
                .isEqualTo(new AgreementResult.Unacceptable(Fault.PLACE_MISSING));
        assertThat(PapersInTests.takeIn(agreements, a.officer.requester(), draft, picture()))
                .as("oversight confirms, it does not take in")
                .isEqualTo(new AgreementResult.Unknown());
        assertThat(agreements.find(advisor, draft).orElseThrow().state()).isEqualTo(AgreementState.DRAFT);
    }

    @Test
    void aScanPutInPlaceOfTheOneThatWasComparedOpensNothing() {
        taken(picture());
        agreements.confirmPaper(a.officer.requester(), draft);

        a.house
                .ownerJdbc()
                .sql("update nda.agreements set scan_id = gen_random_uuid() where id = :id")
                .param("id", draft.value())
                .update();
        try {
            assertThat(agreements
                            .find(a.advisor.requester(), draft)
                            .orElseThrow()
                            .genuine())
                    .isFalse();
            assertThat(fact()).isEqualTo(Fact.holds());
        } finally {
            a.house
                    .ownerJdbc()
                    .sql("delete from nda.papers where agreement_id = :id")
                    .param("id", draft.value())
                    .update();
            a.house
                    .ownerJdbc()
                    .sql("delete from nda.agreements where id = :id")
                    .param("id", draft.value())
                    .update();
        }
    }

    @Test
    void theScanAndThePlaceOfTheOriginalAreOpenedThroughTheGate() {
        taken(picture());
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);

        assertThat(agreements.readScan(stranger.requester(), draft)).isInstanceOf(Reading.No.class);
        assertThat(agreements.placeOfOriginal(stranger.requester(), draft)).isEmpty();
        assertThat(agreements.readScan(a.officer.requester(), draft)).isInstanceOf(Reading.Text.class);
        assertThat(agreements.placeOfOriginal(a.officer.requester(), draft))
                .hasValueSatisfying(asked -> assertThat(
                                ((Disclosure.Answered) asked).shown().values())
                        .singleElement()
                        .satisfies(shown -> assertThat(
                                        shown.fields().get(Agreements.PLACE).revealForDisplay())
                                .isEqualTo("档案柜一")));
    }

    @Test
    void theScanIsShownAsAMarkedPicture() {
        taken(picture(), picture());

        byte[] shown = a.house.bean(AgreementPictures.class).scan(scanBytes(), a.officer.requester(), "EV-0A1B2C3D");

        assertThat(shown).startsWith(0xff, 0xd8);
        assertThat(shown.length).as("two pages with marks").isGreaterThan(20_000);
    }

    @Test
    void howManyPagesThereAreIsAskedOfTheFileAndNotOfTheTable() throws Exception {
        taken(picture(), picture());
        int before = shownHeight();

        sql("update nda.papers set pages = 500 where agreement_id = ?");
        assertThat(shownHeight()).isEqualTo(before);

        sql("update nda.agreements set pages = pages - 1 where id = ?");
        try {
            assertThat(agreements.confirmPaper(a.officer.requester(), draft))
                    .as("fewer ticks would have been enough")
                    .isNotInstanceOf(AgreementResult.Done.class);
        } finally {
            sql("update nda.agreements set pages = pages + 1 where id = ?");
        }
        assertThat(agreements.confirmPaper(a.officer.requester(), draft)).isInstanceOf(AgreementResult.Done.class);
    }

    private int shownHeight() throws Exception {
        byte[] shown = a.house.bean(AgreementPictures.class).scan(scanBytes(), a.officer.requester(), "EV-0A1B2C3D");
        return ImageIO.read(new ByteArrayInputStream(shown)).getHeight();
    }

    private void sql(String change) {
        a.house.ownerJdbc().sql(change).param(draft.value()).update();
    }

    @Test
    void aScanThatNobodyCouldBeShownWholeIsNotTakenIn() throws Exception {
        try (PDDocument paper = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int page = 0; page < 41; page++) {
                paper.addPage(new PDPage());
            }
            paper.save(out);

            assertThat(PapersInTests.takeIn(agreements, a.advisor.requester(), draft, out.toByteArray()))
                    .isEqualTo(new AgreementResult.Unacceptable(AgreementResult.Fault.TOO_MANY_PAGES));
        }
    }

    private byte[] scanBytes() {
        return ((Reading.Text) agreements.readScan(a.officer.requester(), draft)).pdf();
    }

    private byte[] print() {
        return ((Reading.Text) agreements.read(a.advisor.requester(), draft)).pdf();
    }

    private PaperSheet sheet() {
        return agreements
                .history(a.advisor.requester(), draft)
                .flatMap(AgreementHistory::paper)
                .orElseThrow();
    }

    private AgreementSummary taken(byte[]... photographs) {
        AgreementResult result = PapersInTests.takeIn(agreements, a.advisor.requester(), draft, photographs);
        assertThat(result).isInstanceOf(AgreementResult.Done.class);
        return ((AgreementResult.Done) result).agreement();
    }

    private Fact fact() {
        Address asked = new Address(
                Owner.of(client),
                RetentionGroup.RELATION,
                new RecordType("clients.person"),
                UUID.randomUUID(),
                InformationClass.CONTACT);
        Question question = new Question(
                a.advisor.requester(),
                List.of(asked),
                Question.Form.VALUE,
                Purpose.CONTACT,
                Optional.<MatterId>empty(),
                Instant.now());
        return a.house.bean(AgreementInForce.class).facts(question).get(asked);
    }

    private static byte[] picture() {
        try {
            var image = new java.awt.image.BufferedImage(600, 800, java.awt.image.BufferedImage.TYPE_INT_RGB);
            var out = new java.io.ByteArrayOutputStream();
            javax.imageio.ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
