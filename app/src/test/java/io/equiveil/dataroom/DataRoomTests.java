package io.equiveil.dataroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.access.Reason;
import io.equiveil.consent.Means;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.SampleFiles;
import io.equiveil.files.SampleOffice;
import io.equiveil.files.TemporaryWatch;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter.Buyer;
import io.equiveil.vault.Sealer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The data room in the real house: real gate, real ledger, real vault, real matter.
class DataRoomTests {

    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private static ARoom a;
    private static Buyer buyer;

    @BeforeAll
    static void aMatterInDueDiligence() {
        a = new ARoom();
        buyer = a.admitBuyer();
        a.toDueDiligence();
    }

    @Test
    void aDocumentComesInIsListedAndIsShownAsMarkedPages() throws IOException {
        RoomDocument document = a.add("股东名册", SampleFiles.pdf(2, "股东名册"));

        assertThat(document.address().owner()).isEqualTo(Owner.of(a.matter));
        assertThat(document.address().group()).isEqualTo(RetentionGroup.DOCUMENTS);
        assertThat(title(a.advisor, document)).contains("股东名册");
        ViewId view = a.opened(a.advisor, document);
        byte[] first = shown(a.page(a.advisor, view, 1));
        byte[] second = shown(a.page(a.advisor, view, 2));
        assertThat(first[0]).isEqualTo((byte) 0xff);
        assertThat(second).isNotEqualTo(first);
        assertThat(a.page(a.advisor, view, 3)).isInstanceOf(PageResult.NoSuchPage.class);
        assertThat(a.page(a.advisor, view, 0)).isInstanceOf(PageResult.NoSuchPage.class);
    }

    @Test
    void twoReadersNeverGetTheSamePicture() throws IOException {
        RoomDocument document = a.add("合同", SampleFiles.pdf(1, "合同"));

        byte[] advisors = shown(a.page(a.advisor, a.opened(a.advisor, document), 1));
        byte[] buyers = shown(a.page(buyer.person(), a.opened(buyer.person(), document), 1));

        assertThat(advisors).isNotEqualTo(buyers);
    }

    @Test
    void aPageIsDrawnInFixedWidthsOnly() {
        RoomDocument document = a.add("合同", SampleFiles.pdf(1, "合同"));
        ViewId view = a.opened(a.advisor, document);

        for (int width : DataRoom.WIDTHS) {
            assertThat(a.room.page(a.advisor.requester(), view, 1, width)).isInstanceOf(PageResult.Shown.class);
        }
        for (int width : new int[] {-1, 0, 1, 481, 5_000, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> a.room.page(a.advisor.requester(), view, 1, width))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void oneViewingIsOneReleaseHoweverManyPages() {
        RoomDocument document = a.add("年报", SampleFiles.pdf(3, "年报"));
        ViewId view = a.opened(a.advisor, document);
        long before = entries();

        for (int page = 1; page <= 3; page++) {
            shown(a.page(a.advisor, view, page));
            assertThat(a.room.state(a.advisor.requester(), view, Optional.of(page)))
                    .isInstanceOf(ViewState.Open.class);
        }

        assertThat(entries() - before).isLessThanOrEqualTo(1);
        a.room.close(a.advisor.requester(), view);
        List<Reading> readings = a.room.readings(a.advisor.requester(), document.id());
        assertThat(readings).hasSize(1);
        assertThat(readings.getFirst().ending()).contains(Ending.CLOSED);
        assertThat(readings.getFirst().pages())
                .extracting(Reading.PageTime::page)
                .containsExactly(1, 2, 3);
        assertThat(a.room.nameOf(readings.getFirst().person())).isNotBlank();
    }

    @Test
    void aViewingBelongsToOnePersonInOneSession() {
        RoomDocument document = a.add("合同", SampleFiles.pdf(1, "合同"));
        ViewId view = a.opened(a.advisor, document);

        assertThat(a.page(buyer.person(), view, 1)).isInstanceOf(PageResult.Ended.class);
        assertThat(a.room.documentOf(buyer.person().requester(), view)).isEmpty();
        a.room.close(buyer.person().requester(), view);
        assertThat(a.page(a.advisor, view, 1)).isInstanceOf(PageResult.Shown.class);
    }

    @Test
    void aWithdrawalEndsAnOpenViewingAtOnce() {
        ARoom other = new ARoom();
        Buyer reader = other.admitBuyer();
        other.toDueDiligence();
        RoomDocument document = other.add("资产清单", SampleFiles.pdf(2, "资产清单"));
        ViewId view = other.opened(reader.person(), document);
        assertThat(other.page(reader.person(), view, 1)).isInstanceOf(PageResult.Shown.class);

        other.consents.withdraw(other.seller.requester(), reader.disclosure(), Means.SCREEN);

        assertThat(other.page(reader.person(), view, 2)).isEqualTo(new PageResult.Ended(Ending.ACCESS_ENDED));
        assertThat(other.room.state(reader.person().requester(), view, Optional.of(1)))
                .isEqualTo(new ViewState.Ended(Ending.ACCESS_ENDED));
        assertThat(reasons(other.room.open(reader.person().requester(), document.id())))
                .contains(Reason.CONSENT_WITHDRAWN);
    }

    @Test
    void sendingABuyerAwayEndsItsViewingAtOnce() {
        ARoom other = new ARoom();
        Buyer reader = other.admitBuyer();
        other.toDueDiligence();
        RoomDocument document = other.add("资产清单", SampleFiles.pdf(1, "资产清单"));
        ViewId view = other.opened(reader.person(), document);

        other.matters.dismiss(other.advisor.requester(), other.matter, reader.subject());

        assertThat(other.page(reader.person(), view, 1)).isEqualTo(new PageResult.Ended(Ending.ACCESS_ENDED));
        assertThat(other.room.open(reader.person().requester(), document.id())).isEqualTo(new Opening.Unknown());
    }

    @Test
    void aDocumentHasAStageOfItsOwn() {
        RoomDocument document = a.add("交割文件", MatterStage.PAYMENT, SampleFiles.pdf(1, "交割"));

        assertThat(reasons(a.room.open(buyer.person().requester(), document.id())))
                .containsExactly(Reason.STAGE_NOT_REACHED);
        assertThat(a.room.open(a.advisor.requester(), document.id())).isInstanceOf(Opening.Opened.class);
        assertThat(a.room.open(a.seller.requester(), document.id())).isInstanceOf(Opening.Opened.class);
        assertThat(list(buyer.person()))
                .as("what is not open to a buyer is not even there")
                .noneMatch(line -> line.document().id().equals(document.id()));
        assertThat(a.room.one(buyer.person().requester(), document.id())).isEmpty();
        assertThat(list(a.advisor)).anyMatch(line -> line.document().id().equals(document.id()));

        a.room.showFrom(a.advisor.requester(), document.id(), MatterStage.DUE_DILIGENCE);

        assertThat(a.room.open(buyer.person().requester(), document.id())).isInstanceOf(Opening.Opened.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update dataroom.documents set shown_from = 'DUE_DILIGENCE' where id = :id",
                "update dataroom.documents set class = 'FINANCIAL' where id = :id",
                "update dataroom.documents set class = 'NONE_OF_OURS' where id = :id",
                "update dataroom.documents set shown_from = 'NONE_OF_OURS' where id = :id",
                "update dataroom.documents set version = version + 1 where id = :id",
                "update dataroom.documents set uploaded_at = uploaded_at + interval '1 second' where id = :id",
                "update dataroom.documents set mac = sha256(mac) where id = :id",
                "update dataroom.documents set matter_id = owner_id, shown_from = 'ENGAGED' where id = :id"
            })
    void noRowChangedBySqlEverPermits(String sabotage) {
        RoomDocument document = a.add("交割文件", MatterStage.PAYMENT, SampleFiles.pdf(1, "交割"));
        try {
            a.house.ownerJdbc().sql(sabotage).param("id", document.id().value()).update();

            for (SignedInPerson who : List.of(a.advisor, a.seller, buyer.person())) {
                assertThat(reasons(a.room.open(who.requester(), document.id())))
                        .as(sabotage)
                        .contains(Reason.ROW_NOT_GENUINE);
            }
            assertThat(a.room.showFrom(a.advisor.requester(), document.id(), MatterStage.AGREEMENT))
                    .isEqualTo(new ChangeResult.NotGenuine());
            assertThat(a.house.bean(RoomCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        } finally {
            a.sweep(document);
        }
        assertThat(a.house.bean(RoomCheck.class).check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aRowRolledBackBySqlDoesNotPermit() {
        RoomDocument document = a.add("交割文件", SampleFiles.pdf(1, "交割"));
        var before = a.house
                .ownerJdbc()
                .sql("select shown_from, version, leaf, mac from dataroom.documents where id = :id")
                .param("id", document.id().value())
                .query()
                .singleRow();
        a.room.showFrom(a.advisor.requester(), document.id(), MatterStage.PAYMENT);
        try {
            a.house
                    .ownerJdbc()
                    .sql(
                            "update dataroom.documents set shown_from = :s, version = :v, leaf = :l, mac = :m where id = :id")
                    .param("s", before.get("shown_from"))
                    .param("v", before.get("version"))
                    .param("l", before.get("leaf"))
                    .param("m", before.get("mac"))
                    .param("id", document.id().value())
                    .update();

            assertThat(reasons(a.room.open(buyer.person().requester(), document.id())))
                    .contains(Reason.ROW_NOT_GENUINE);
        } finally {
            a.sweep(document);
        }
    }

    @Test
    void aRemovedDocumentIsGoneForEverybodyAtOnce() {
        RoomDocument document = a.add("误传文件", SampleFiles.pdf(1, "误传"));
        ViewId view = a.opened(buyer.person(), document);

        assertThat(a.room.remove(buyer.person().requester(), document.id())).isEqualTo(new ChangeResult.NotYours());
        assertThat(a.room.remove(a.advisor.requester(), document.id())).isInstanceOf(ChangeResult.Done.class);

        assertThat(a.page(buyer.person(), view, 1)).isEqualTo(new PageResult.Ended(Ending.REMOVED));
        assertThat(a.house.bean(Sealer.class).holds(document.address())).isFalse();
        assertThat(reasons(a.room.open(a.advisor.requester(), document.id()))).contains(Reason.DESTROYED);
        assertThat(a.room.remove(a.advisor.requester(), document.id())).isEqualTo(new ChangeResult.AlreadyRemoved());
        assertThat(list(a.advisor)).noneMatch(line -> line.document().id().equals(document.id()));
    }

    @Test
    void strangersDoNotLearnThatThereIsARoom() {
        RoomDocument document = a.add("合同", SampleFiles.pdf(1, "合同"));
        for (SignedInPerson stranger : List.of(
                PeopleInTests.staff(a.house, Role.ADVISOR),
                PeopleInTests.staff(a.house, Role.ADMINISTRATOR),
                PeopleInTests.client(a.house, SubjectId.random()))) {
            assertThat(a.room.list(stranger.requester(), a.matter, LATER)).isEmpty();
            assertThat(a.room.open(stranger.requester(), document.id())).isEqualTo(new Opening.Unknown());
            assertThat(a.send(stranger, "x", MatterStage.DUE_DILIGENCE, SampleFiles.pdf(1, "x")))
                    .isEqualTo(new UploadResult.NotYours());
            assertThat(a.room.remove(stranger.requester(), document.id())).isEqualTo(new ChangeResult.NotYours());
            assertThat(a.room.readings(stranger.requester(), document.id())).isEmpty();
        }
        assertThat(a.send(buyer.person(), "x", MatterStage.DUE_DILIGENCE, SampleFiles.pdf(1, "x")))
                .isEqualTo(new UploadResult.NotYours());
    }

    @Test
    void theClientAddsDocumentsToItsOwnMatterAndComplianceSeesMasks() {
        UploadResult result = a.send(a.seller, "客户自己的文件", MatterStage.DUE_DILIGENCE, SampleFiles.pdf(1, "x"));

        RoomDocument document = ((UploadResult.Stored) result).document();
        assertThat(title(a.seller, document)).contains("客户自己的文件");
        assertThat(title(a.officer, document)).contains("＊＊＊");
        assertThat(a.room.open(a.officer.requester(), document.id())).isInstanceOf(Opening.Refused.class);
    }

    @Test
    void nothingIsKeptOfARefusedFile() throws IOException {
        Set<Path> before = storedFiles();
        long rows = rows();
        for (byte[] bad : List.of(
                SampleFiles.withPassword(), "MZ".getBytes(StandardCharsets.US_ASCII), SampleFiles.portfolio())) {
            assertThat(a.send(a.advisor, "坏文件", MatterStage.DUE_DILIGENCE, bad))
                    .isInstanceOf(UploadResult.FileRefused.class);
        }
        assertThat(a.send(a.advisor, "x".repeat(121), MatterStage.DUE_DILIGENCE, SampleFiles.pdf(1, "x")))
                .isEqualTo(new UploadResult.Refused(Refusal.TITLE));
        assertThat(a.send(a.advisor, "x", MatterStage.ENGAGED, SampleFiles.pdf(1, "x")))
                .isEqualTo(new UploadResult.Refused(Refusal.CHOICE));

        assertThat(storedFiles()).isEqualTo(before);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void nothingInClearTouchesAnyDiskWhileAFileComesInAndIsLookedAt() throws Exception {
        String canary = "canary-" + Long.toHexString(Double.doubleToLongBits(Math.random()));
        byte[] photo = SampleFiles.withExif(SampleFiles.jpeg(1200, 900, Color.ORANGE), 1, canary);
        byte[] pdf = SampleFiles.pdf(2, "画", document -> {
            document.getDocumentInformation().setTitle(canary);
            document.getDocumentInformation().setCustomMetadataValue("x", canary.repeat(2_000));
        });
        TemporaryWatch watch = new TemporaryWatch(canary.getBytes(StandardCharsets.US_ASCII), jpegStart());
        try (watch) {
            a.add("画" + canary, slowly(watch, pdf));
            RoomDocument document = ((UploadResult.Stored)
                            a.send(a.advisor, canary, MatterStage.DUE_DILIGENCE, photo, photo))
                    .document();
            ViewId view = a.opened(a.advisor, document);
            shown(a.page(a.advisor, view, 1));
            shown(a.page(a.advisor, view, 2));
            watch.look();
        }
        assertThat(watch.found()).isEmpty();
        assertThat(filesWith(a.house.dataFolder(), canary)).isEmpty();
    }

    @Test
    void theScannerOfThatTestFindsWhatIsLeft() throws Exception {
        Path leak = Files.createTempFile("leak", ".tmp");
        try (TemporaryWatch watch = new TemporaryWatch("a canary to be found".getBytes(StandardCharsets.US_ASCII))) {
            Files.writeString(leak, "here is a canary to be found, in clear");
            watch.look();
            assertThat(watch.found()).contains(leak);
        } finally {
            Files.deleteIfExists(leak);
        }
    }

    @Test
    void anIdentityDocumentIsStampedSealedUnderTheClientAndSeenByTheClientAndTheAdvisor() throws IOException {
        UploadResult result = a.room.addIdentityDocument(
                a.seller.requester(),
                a.sellerSubject,
                Optional.of(a.matter),
                Cleartext.of("身份证正面"),
                ARoom.files(SampleFiles.jpeg(800, 500, Color.WHITE)));

        RoomDocument document = ((UploadResult.Stored) result).document();
        assertThat(document.address().owner()).isEqualTo(Owner.of(a.sellerSubject));
        assertThat(document.address().group()).isEqualTo(RetentionGroup.IDENTITY);
        assertThat(document.informationClass()).isEqualTo(InformationClass.IDENTITY_DOCUMENT);
        assertThat(a.house.bean(RoomData.class).about(a.sellerSubject)).contains(document.address());
        shown(a.page(a.seller, a.opened(a.seller, document), 1));
        shown(a.page(a.advisor, a.opened(a.advisor, document), 1));
        assertThat(a.room.open(buyer.person().requester(), document.id())).isNotInstanceOf(Opening.Opened.class);
        assertThat(a.room.identityDocuments(buyer.person().requester(), a.sellerSubject, Optional.empty()))
                .isEmpty();
    }

    @Test
    void anOfficeFileIsShownAsPagesAndSealedBesideThem() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/soffice")), "LibreOffice is not installed");
        String canary = "canary" + Long.toHexString(Double.doubleToLongBits(Math.random()));
        RoomDocument document;
        try (TemporaryWatch watch = new TemporaryWatch(canary.getBytes(StandardCharsets.US_ASCII))) {
            document = a.add("协议", SampleOffice.docx(canary));
            assertThat(watch.found())
                    .as("nothing of it was written while it was converted")
                    .isEmpty();
        }
        Address original = document.originalAddress().orElseThrow();
        Sealer sealer = a.house.bean(Sealer.class);

        shown(a.page(a.advisor, a.opened(a.advisor, document), 1));
        assertThat(sealer.storedHash(original))
                .contains(document.original().orElseThrow().hex());
        assertThat(filesWith(a.house.dataFolder(), canary)).isEmpty();
        assertThat(a.house.bean(FilesCheck.class).check()).isInstanceOf(Outcome.Holds.class);

        a.house
                .ownerJdbc()
                .sql("update dataroom.documents set original_hash = sha256(original_hash) where id = :id")
                .param("id", document.id().value())
                .update();
        assertThat(reasons(a.room.open(a.advisor.requester(), document.id()))).contains(Reason.ROW_NOT_GENUINE);
        assertThat(a.house.bean(FilesCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        a.house
                .ownerJdbc()
                .sql("update dataroom.documents set original_hash = :hash where id = :id")
                .param("hash", document.original().orElseThrow().bytes())
                .param("id", document.id().value())
                .update();

        assertThat(a.room.remove(a.advisor.requester(), document.id())).isInstanceOf(ChangeResult.Done.class);
        assertThat(sealer.holds(document.address())
                        || sealer.storedHash(original).isPresent())
                .isFalse();
    }

    @Test
    void aPageThatCameInOnItsSideIsTurnedForEverybody() throws IOException {
        RoomDocument document = a.add("横拍", SampleFiles.redThenBlue(400, 300));
        ViewId view = a.opened(buyer.person(), document);
        BufferedImage before = picture(shown(a.page(buyer.person(), view, 1)));

        assertThat(a.room.turn(a.advisor.requester(), document.id(), 1, 1)).isInstanceOf(ChangeResult.Done.class);

        BufferedImage after = picture(shown(a.page(buyer.person(), view, 1)));
        assertThat(before.getWidth()).isGreaterThan(before.getHeight());
        assertThat(after.getHeight()).isGreaterThan(after.getWidth());
        // A quarter to the right: what was left is now above.
        assertThat(new Color(after.getRGB(240, 100)).getRed())
                .isGreaterThan(new Color(after.getRGB(240, 540)).getRed());
        assertThat(a.room.turn(buyer.person().requester(), document.id(), 1, 1)).isEqualTo(new ChangeResult.NotYours());
        assertThatThrownBy(() -> a.room.turn(a.advisor.requester(), document.id(), 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage picture(byte[] jpeg) throws IOException {
        return ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
    }

    @Test
    void noIdentityDocumentBeforeThereIsALegalBasis() throws IOException {
        SubjectId unknown = SubjectId.random();
        SignedInPerson client = PeopleInTests.client(a.house, unknown);

        assertThat(a.room.addIdentityDocument(
                        client.requester(),
                        unknown,
                        Optional.empty(),
                        Cleartext.of("护照"),
                        ARoom.files(SampleFiles.jpeg(80, 50, Color.WHITE))))
                .isEqualTo(new UploadResult.Refused(Refusal.NO_LEGAL_BASIS));
    }

    @Test
    void aByteFlippedInAStoredFileIsFoundByTheCheckAndNotShown() throws IOException {
        Set<Path> before = storedFiles();
        RoomDocument document = a.add("合同", SampleFiles.pdf(1, "合同"));
        Set<Path> added = storedFiles();
        added.removeAll(before);
        Path file = added.iterator().next();
        byte[] sound = Files.readAllBytes(file);
        assertThat(a.house.bean(FilesCheck.class).check()).isInstanceOf(Outcome.Holds.class);
        try {
            byte[] flipped = sound.clone();
            flipped[flipped.length / 2] ^= 1;
            Files.write(file, flipped);

            assertThat(a.house.bean(FilesCheck.class).check()).isInstanceOf(Outcome.Fails.class);
            assertThat(a.room.open(a.advisor.requester(), document.id())).isNotInstanceOf(Opening.Opened.class);
        } finally {
            Files.write(file, sound);
        }
    }

    @Test
    void newDocumentsStandOnTodayUntilTheyWereLookedAt() {
        ARoom other = new ARoom();
        RoomDocument document = ((UploadResult.Stored)
                        other.send(other.seller, "新文件", MatterStage.DUE_DILIGENCE, SampleFiles.pdf(1, "x")))
                .document();
        RoomWorklist today = other.house.bean(RoomWorklist.class);

        assertThat(today.itemsFor(other.advisor.requester()))
                .anyMatch(item -> item.arguments().equals(List.of(other.codeName, "1")));
        other.opened(other.advisor, document);
        assertThat(today.itemsFor(other.advisor.requester()))
                .noneMatch(item -> item.arguments().contains(other.codeName));
    }

    /// The same bytes; the watch looks while they are being read.
    private static byte[] slowly(TemporaryWatch watch, byte[] content) {
        watch.look();
        return content;
    }

    private static byte[] jpegStart() {
        return Arrays.copyOf(SampleFiles.jpeg(1200, 900, Color.ORANGE), 700);
    }

    private static byte[] shown(PageResult result) {
        assertThat(result).isInstanceOf(PageResult.Shown.class);
        return ((PageResult.Shown) result).jpeg();
    }

    private static Set<Reason> reasons(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Refused.class);
        Disclosure.Refused refused = ((Opening.Refused) opening).refusal();
        Set<Reason> reasons = new TreeSet<>();
        refused.because().forEach(outcome -> reasons.add(outcome.reason()));
        return reasons;
    }

    private static List<Listed> list(SignedInPerson who) {
        return a.room.list(who.requester(), a.matter, LATER).orElseThrow().lines();
    }

    private static Optional<String> title(SignedInPerson who, RoomDocument document) {
        return list(who).stream()
                .filter(line -> line.document().id().equals(document.id()))
                .flatMap(line -> line.title().stream())
                .map(Cleartext::revealForDisplay)
                .findFirst();
    }

    private static long entries() {
        return a.house
                .jdbc()
                .sql("select count(*) from ledger.intake where kind like 'value-released%' and actor_person = :person")
                .param("person", a.advisor.person().value())
                .query(Long.class)
                .single();
    }

    private static long rows() {
        return a.house
                .jdbc()
                .sql("select count(*) from dataroom.documents where matter_id = :matter")
                .param("matter", a.matter.value())
                .query(Long.class)
                .single();
    }

    private static Set<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(a.house.dataFolder().resolve("documents"))) {
            return new TreeSet<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static List<Path> filesWith(Path root, String canary) throws IOException {
        byte[] wanted = canary.getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> TemporaryWatch.contains(file, wanted))
                    .toList();
        }
    }
}
