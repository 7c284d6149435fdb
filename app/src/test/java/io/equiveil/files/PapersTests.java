package io.equiveil.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.equiveil.files.Papers.Sent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is taken in, what is refused and why, and what is left of a photograph.
class PapersTests {

    private static final Watermark WATERMARK = new Watermark(Lettering.load());

    private static final Sandbox SANDBOX = new Sandbox(1);

    private final Papers papers = new Papers(WATERMARK, new Converters(SANDBOX));

    static Stream<Arguments> refusals() {
        byte[] good = SampleFiles.pdf(1, "一页");
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        return Stream.of(
                refused(FileRefusal.ENCRYPTED, "a.pdf", SampleFiles.withPassword()),
                refused(FileRefusal.DAMAGED, "a.pdf", cut),
                refused(FileRefusal.DAMAGED, "a.pdf", text("%PDF-1.7\nnothing that follows makes sense\n%%EOF\n")),
                refused(FileRefusal.DAMAGED, "a.pdf", text("%PDF-")),
                refused(FileRefusal.DAMAGED, "a.pdf", new byte[5000]),
                refused(FileRefusal.DISGUISED, "a.pdf", text("MZ\u0090\u0000 This program cannot be run in DOS mode")),
                refused(FileRefusal.DISGUISED, "a.pdf", text("PK\u0003\u0004 a zip")),
                refused(FileRefusal.DISGUISED, "a.pdf", text("<!DOCTYPE html><html><script>alert(1)</script></html>")),
                refused(FileRefusal.DISGUISED, "a.pdf", joined(text("GIF89a;junk\n"), good)),
                refused(FileRefusal.DISGUISED, "a.pdf", joined(text("\n"), good)),
                refused(FileRefusal.DISGUISED, "a.pdf", joined(good, text("PK\u0003\u0004"), new byte[5000])),
                refused(FileRefusal.DISGUISED, "a.jpg", good),
                refused(FileRefusal.DISGUISED, "a.exe", good),
                refused(FileRefusal.DISGUISED, "a.pdf", SampleFiles.jpeg(50, 50, Color.RED)),
                refused(FileRefusal.VIDEO, "IMG_1.MOV", text("\u0000\u0000\u0000\u0014ftypqt  ")),
                refused(FileRefusal.VIDEO, "a.jpg", text("\u0000\u0000\u0000\u0018ftypmp42")),
                refused(FileRefusal.VIDEO, "a.mkv", text("\u001a\u0045\u00df\u00a3 matroska")),
                refused(FileRefusal.DISGUISED, "a.jpg", text("MZ\u0090\u0000 This program cannot be run in DOS mode")),
                refused(FileRefusal.DISGUISED, "a.jpg", SampleFiles.pdf(1, "x")),
                refused(FileRefusal.TOO_COMPLEX, "a.jpg", SampleFiles.jpegOfManyScans()),
                refused(FileRefusal.PICTURE_TOO_LARGE, "a.jpg", SampleFiles.progressiveJpegThatClaims(9_000, 9_000)),
                refused(FileRefusal.NOT_SUPPORTED, "a.txt", text("plain text")),
                refused(FileRefusal.NOT_SUPPORTED, "", text("#!/bin/sh\nrm -rf /")),
                refused(FileRefusal.TOO_MANY_PAGES, "a.pdf", SampleFiles.pdf(IncomingFiles.MOST_PAGES + 1, "")),
                refused(FileRefusal.ODD_PAGE, "a.pdf", SampleFiles.pdf(1, "", new PDRectangle(20, 10_000), _ -> {})),
                refused(FileRefusal.PORTFOLIO, "a.pdf", SampleFiles.portfolio()),
                refused(FileRefusal.EXPLODES, "a.pdf", SampleFiles.bomb()),
                refused(FileRefusal.PICTURE_TOO_LARGE, "a.pdf", SampleFiles.withHugePicture()),
                refused(FileRefusal.PICTURE_TOO_LARGE, "a.png", SampleFiles.pngThatClaims(60_000, 60_000)),
                refused(FileRefusal.PICTURE_TOO_LARGE, "a.png", SampleFiles.pngThatClaims(20_000, 20_000)),
                refused(FileRefusal.DAMAGED, "a.png", SampleFiles.pngThatClaims(3_000, 3_000)),
                refused(FileRefusal.DAMAGED, "a.jpg", text("\u00ff\u00d8\u00ff\u00e0 not a picture")),
                refused(FileRefusal.ODD_PAGE, "a.jpg", SampleFiles.jpeg(100, 900, Color.RED)));
    }

    private static Arguments refused(FileRefusal because, String name, byte[] content) {
        return Arguments.of(because, name, content);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refusesWithAReason(FileRefusal because, String name, byte[] content) {
        assertThat(refusal(new Sent(name, content))).isEqualTo(because);
    }

    @Test
    void refusesAPageThatNeverComesToAnEnd() throws IOException {
        byte[] pdf = SampleFiles.endlessPage();

        try (PDDocument document = PdfCheck.open(pdf)) {
            CarefulRenderer renderer = new CarefulRenderer(document, Duration.ofMillis(300));
            long start = System.nanoTime();
            assertThat(catchThrowableOfType(IOException.class, () -> renderer.draw(0, 400)))
                    .isInstanceOf(CarefulRenderer.TooSlow.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void refusesAPdfAmongPhotographsAndTooManyOfThem() {
        Sent photo = new Sent("a.jpg", SampleFiles.jpeg(60, 60, Color.RED));

        assertThat(refusal(new Sent("a.pdf", SampleFiles.pdf(1, "一页")), photo)).isEqualTo(FileRefusal.MIXED);
        assertThat(refusal(new ArrayList<>(java.util.Collections.nCopies(IncomingFiles.MOST_PHOTOS + 1, photo))
                        .toArray(Sent[]::new)))
                .isEqualTo(FileRefusal.TOO_MANY_PHOTOS);
        assertThat(refusal()).isEqualTo(FileRefusal.EMPTY);
    }

    @Test
    void keepsAnOrdinaryPdfAsItCame() throws FileRefused {
        byte[] pdf = SampleFiles.pdf(3, "股东会决议");

        Paper paper = papers.of(List.of(new Sent("决议.pdf", pdf)), Optional.empty(), Progress.UNHEARD);

        assertThat(paper.kind()).isEqualTo(PaperKind.PDF);
        assertThat(paper.pages()).isEqualTo(3);
        assertThat(paper.pdf()).isEqualTo(pdf);
    }

    @Test
    void takesAPdfThatRunsProgramsSinceOnlyPicturesOfItsPagesAreEverShown() throws FileRefused {
        assertThat(papers.of(List.of(new Sent("a.pdf", SampleFiles.withActions())), Optional.empty(), Progress.UNHEARD)
                        .pages())
                .isEqualTo(1);
    }

    @Test
    void makesOnePdfOfSeveralPhotographsInTheirOrder() throws Exception {
        Paper paper = papers.of(
                List.of(
                        new Sent("2.jpg", SampleFiles.jpeg(300, 400, Color.RED)),
                        new Sent("1.png", SampleFiles.png(400, 300, Color.BLUE)),
                        new Sent("x.heic", SampleFiles.jpeg(300, 400, Color.GREEN))),
                Optional.empty(),
                Progress.UNHEARD);

        assertThat(paper.kind()).isEqualTo(PaperKind.PHOTOS);
        assertThat(paper.pages()).isEqualTo(3);
        assertThat(colour(paper.pdf(), 0, 0.5, 0.5)).isEqualTo(Color.RED);
        assertThat(colour(paper.pdf(), 1, 0.5, 0.5)).isEqualTo(Color.BLUE);
        assertThat(colour(paper.pdf(), 2, 0.5, 0.5)).isEqualTo(Color.GREEN);
    }

    @Test
    void turnsAPhotographUprightAndForgetsWhereItWasTaken() throws Exception {
        String place = "GPS 31.2304N 121.4737E Shanghai";
        byte[] onItsSide = SampleFiles.withExif(SampleFiles.redThenBlue(400, 300), 6, place);

        Paper paper = papers.of(List.of(new Sent("a.jpg", onItsSide)), Optional.empty(), Progress.UNHEARD);

        assertThat(new String(onItsSide, StandardCharsets.ISO_8859_1)).contains(place);
        assertThat(new String(paper.pdf(), StandardCharsets.ISO_8859_1)).doesNotContain(place, "Exif");
        // Orientation 6: turned a quarter to the right, so what was left is now above.
        assertThat(colour(paper.pdf(), 0, 0.5, 0.2)).isEqualTo(Color.RED);
        assertThat(colour(paper.pdf(), 0, 0.5, 0.8)).isEqualTo(Color.BLUE);
        try (PDDocument document = PdfCheck.open(paper.pdf())) {
            PDRectangle box = document.getPage(0).getMediaBox();
            assertThat(box.getHeight()).isGreaterThan(box.getWidth());
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "1, 0.2, 0.5, 0.8, 0.5",
        "2, 0.8, 0.5, 0.2, 0.5",
        "3, 0.8, 0.5, 0.2, 0.5",
        "4, 0.2, 0.5, 0.8, 0.5",
        "5, 0.5, 0.2, 0.5, 0.8",
        "6, 0.5, 0.2, 0.5, 0.8",
        "7, 0.5, 0.8, 0.5, 0.2",
        "8, 0.5, 0.8, 0.5, 0.2",
        "9, 0.2, 0.5, 0.8, 0.5"
    })
    void knowsAllEightWaysToHoldACamera(int orientation, double redX, double redY, double blueX, double blueY)
            throws Exception {
        byte[] photo = SampleFiles.withExif(SampleFiles.redThenBlue(200, 150), orientation, "x");

        byte[] pdf = papers.of(List.of(new Sent("a.jpg", photo)), Optional.empty(), Progress.UNHEARD)
                .pdf();

        assertThat(colour(pdf, 0, redX, redY)).isEqualTo(Color.RED);
        assertThat(colour(pdf, 0, blueX, blueY)).isEqualTo(Color.BLUE);
    }

    @Test
    void doesNotUnpackWhatIsOnlyToldAboutAPicture() throws Exception {
        byte[] photo = SampleFiles.pngWithPackedText(SampleFiles.png(40, 30, Color.GREEN), 64 << 20);
        byte[] plain = Png.onlyThePicture(photo);

        assertThat(photo.length).isLessThan(1 << 20);
        assertThat(new String(plain, StandardCharsets.ISO_8859_1)).doesNotContain("zTXt");
        assertThat(colour(
                        papers.of(List.of(new Sent("a.png", photo)), Optional.empty(), Progress.UNHEARD)
                                .pdf(),
                        0,
                        0.5,
                        0.5))
                .isEqualTo(Color.GREEN);
    }

    @Test
    void stampsAnIdentityDocumentInTheStoredPagesThemselves() throws Exception {
        String stamp = "仅供办理【青松】股权转让使用，他用无效";
        byte[] pdf = SampleFiles.pdf(1, "身份证");
        byte[] photo = SampleFiles.jpeg(800, 500, Color.LIGHT_GRAY);

        for (Sent sent : List.of(new Sent("a.pdf", pdf), new Sent("a.jpg", photo))) {
            byte[] plain =
                    papers.of(List.of(sent), Optional.empty(), Progress.UNHEARD).pdf();
            byte[] stamped = papers.of(List.of(sent), Optional.of(stamp), Progress.UNHEARD)
                    .pdf();
            assertThat(share(page(plain, 0, 700), page(stamped, 0, 700))).isGreaterThan(0.04);
        }
        assertThat(refusalWithStamp(SampleFiles.pdf(IncomingFiles.MOST_IDENTITY_PAGES + 1, "")))
                .isEqualTo(FileRefusal.TOO_MANY_PAGES);
    }

    @Test
    void marksEveryAllowedWidthForEveryReader() throws IOException {
        byte[] pdf = SampleFiles.pdf(1, "转让协议");
        try (PDDocument document = PdfCheck.open(pdf)) {
            CarefulRenderer renderer = new CarefulRenderer(document, Duration.ofSeconds(20));
            for (int width : new int[] {480, 800, 1200, 1600}) {
                BufferedImage clean = renderer.draw(0, width);
                BufferedImage one = renderer.draw(0, width);
                BufferedImage other = renderer.draw(0, width);
                WATERMARK.burn(
                        one, List.of("查阅人 松-07　2026-11-23 14:05", "项目 青松　查阅编号 8F3A01C2"), Watermark.Strength.VIEW);
                WATERMARK.burn(
                        other, List.of("查阅人 竹-12　2026-11-23 14:06", "项目 青松　查阅编号 11C09B7D"), Watermark.Strength.VIEW);

                assertThat(clean.getWidth()).isEqualTo(width);
                assertThat(share(clean, one)).as("marked at %s", width).isBetween(0.02, 0.35);
                assertThat(share(one, other)).as("says who at %s", width).isGreaterThan(0.002);
                // Every ninth of the page carries some of it.
                for (int x = 0; x < 3; x++) {
                    for (int y = 0; y < 3; y++) {
                        assertThat(share(part(clean, x, y), part(one, x, y)))
                                .as("part %s %s at %s", x, y, width)
                                .isGreaterThan(0.005);
                    }
                }
            }
        }
    }

    @Test
    void isSeenOnBlackToo() {
        BufferedImage black = new BufferedImage(800, 800, BufferedImage.TYPE_INT_RGB);
        BufferedImage marked = new BufferedImage(800, 800, BufferedImage.TYPE_INT_RGB);

        WATERMARK.burn(marked, List.of("查阅人 松-07"), Watermark.Strength.VIEW);

        assertThat(share(black, marked)).isGreaterThan(0.01);
    }

    @Test
    void wipesWhatWasLookedAt() throws Exception {
        Scratch scratch = new Scratch(1, 1_000_000);
        byte[] held;
        try (Scratch.Place place = scratch.take(Duration.ZERO).orElseThrow()) {
            held = place.read(new ByteArrayInputStream(SampleFiles.jpeg(100, 100, Color.RED)));
            assertThat(held[0]).isNotZero();
            assertThat(scratch.take(Duration.ofMillis(5))).isEmpty();
        }
        assertThat(held).containsOnly(0);
        assertThat(scratch.take(Duration.ZERO)).isPresent();
    }

    @Test
    void readsNoMoreThanItsPlaceHolds() throws Exception {
        try (Scratch.Place place = new Scratch(1, 1_000_000).take(Duration.ZERO).orElseThrow()) {
            place.read(new ByteArrayInputStream(new byte[600_000]));
            FileRefused refused = catchThrowableOfType(
                    FileRefused.class, () -> place.read(new ByteArrayInputStream(new byte[600_000])));
            assertThat(refused.refusal()).isEqualTo(FileRefusal.TOO_LARGE);
        }
    }

    private FileRefusal refusal(Sent... files) {
        return catchThrowableOfType(
                        FileRefused.class, () -> papers.of(List.of(files), Optional.empty(), Progress.UNHEARD))
                .refusal();
    }

    private FileRefusal refusalWithStamp(byte[] pdf) {
        return catchThrowableOfType(
                        FileRefused.class,
                        () -> papers.of(List.of(new Sent("a.pdf", pdf)), Optional.of("x"), Progress.UNHEARD))
                .refusal();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static BufferedImage page(byte[] pdf, int page, int width) throws IOException {
        try (PDDocument document = PdfCheck.open(pdf)) {
            return new CarefulRenderer(document, Duration.ofSeconds(20)).draw(page, width);
        }
    }

    /// The colour at a place of a page, as far as JPEG remembers it.
    private static Color colour(byte[] pdf, int page, double x, double y) throws IOException {
        BufferedImage picture = page(pdf, page, 200);
        Color colour = new Color(picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight())));
        return new Color(
                colour.getRed() > 128 ? 255 : 0, colour.getGreen() > 128 ? 255 : 0, colour.getBlue() > 128 ? 255 : 0);
    }

    private static BufferedImage part(BufferedImage picture, int x, int y) {
        int width = picture.getWidth() / 3;
        int height = picture.getHeight() / 3;
        return picture.getSubimage(x * width, y * height, width, height);
    }

    /// Which share of the pixels differs clearly.
    private static double share(BufferedImage one, BufferedImage other) {
        long different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                int distance = Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
                different += distance > 60 ? 1 : 0;
            }
        }
        return different / (double) (one.getWidth() * one.getHeight());
    }
}
