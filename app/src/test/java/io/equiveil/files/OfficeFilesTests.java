package io.equiveil.files;

import static io.equiveil.files.SampleOffice.docx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.files.Papers.Sent;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Office files: what is refused before any other program sees them, and what pages come of the rest.
class OfficeFilesTests {

    private static final Sandbox SANDBOX = new Sandbox(2);

    private final Converters converters = new Converters(SANDBOX);
    private final Papers papers = new Papers(new Watermark(Lettering.load()), converters);

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    static Stream<Arguments> refusals() {
        byte[] good = docx("合同");
        return Stream.of(
                refused(FileRefusal.MACROS, "a.docx", with("word/vbaProject.bin")),
                refused(FileRefusal.MACROS, "a.docm", with("word/vbaProject.bin")),
                refused(FileRefusal.MACROS, "a.xlsm", with("xl/macrosheets/sheet1.xml")),
                refused(FileRefusal.MACROS, "a.odt", with("Basic/Standard/Module1.xml")),
                refused(FileRefusal.MACROS, "a.doc", SampleOffice.compound("WordDocument", "_VBA_PROJECT")),
                refused(FileRefusal.ENCRYPTED, "a.docx", SampleOffice.compound("EncryptionInfo", "EncryptedPackage")),
                refused(
                        FileRefusal.ENCRYPTED,
                        "a.ppt",
                        SampleOffice.compound("PowerPoint Document", "EncryptedSummary")),
                refused(FileRefusal.ENCRYPTED, "a.doc", SampleOffice.docWithPassword()),
                refused(FileRefusal.ENCRYPTED, "a.xls", SampleOffice.xlsWithPassword()),
                refused(FileRefusal.ENCRYPTED, "a.odt", withPart("META-INF/manifest.xml", "<m:encryption-data/>")),
                refused(FileRefusal.EXPLODES, "a.docx", SampleOffice.zipBomb()),
                refused(FileRefusal.PICTURE_TOO_LARGE, "a.docx", docx("x", parts -> {
                    parts.put("word/media/1.png", SampleFiles.pngThatClaims(60_000, 60_000));
                    return parts;
                })),
                refused(FileRefusal.DAMAGED, "a.docx", Arrays.copyOf(good, good.length / 2)),
                refused(FileRefusal.DISGUISED, "a.docx", joined(good, "<script>alert(1)</script>")),
                refused(FileRefusal.DISGUISED, "a.pdf", good),
                refused(FileRefusal.DISGUISED, "a.jpg", good),
                refused(FileRefusal.DISGUISED, "a.docx", SampleFiles.pdf(1, "x")),
                refused(FileRefusal.DISGUISED, "a.docx", "MZ".repeat(40).getBytes(StandardCharsets.US_ASCII)),
                refused(FileRefusal.NOT_SUPPORTED, "a.zip", good),
                refused(FileRefusal.NOT_SUPPORTED, "", without("word/document.xml")),
                refused(FileRefusal.NOT_SUPPORTED, "a.doc", SampleOffice.compound("Something else")),
                refused(FileRefusal.OFFICE_FILE, "a.rtf", "{\\rtf1 x}".getBytes(StandardCharsets.US_ASCII)));
    }

    private static Arguments refused(FileRefusal because, String name, byte[] content) {
        return Arguments.of(because, name, content);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refusesWithAReason(FileRefusal because, String name, byte[] content) {
        assertThat(refusal(name, content)).isEqualTo(because);
    }

    @Test
    void makesPagesOfATextAndKeepsTheFileBesideThem() throws Exception {
        assumeTrue(converters.takes(PaperKind.TEXT), "LibreOffice is not installed");
        byte[] content = docx("股权转让协议：价款一百二十三万元");

        Paper paper = papers.of(List.of(new Sent("协议.docx", content)), Optional.empty(), Progress.UNHEARD);

        assertThat(paper.kind()).isEqualTo(PaperKind.TEXT);
        assertThat(paper.pages()).isEqualTo(1);
        assertThat(paper.original()).contains(content);
        assertThat(paper.pointsElsewhere()).isFalse();
        assertThat(textOf(paper)).contains("股权转让协议：价款一百二十三万元");
    }

    @Test
    void showsTheFiguresThatASheetHoldsAndAsksNoOtherWorkbook() throws Exception {
        assumeTrue(converters.takes(PaperKind.SHEETS), "LibreOffice Calc is not installed");

        Paper paper = papers.of(
                List.of(new Sent("表.xlsx", SampleOffice.xlsxWithFiguresFromElsewhere("应收账款"))),
                Optional.empty(),
                Progress.UNHEARD);

        assertThat(paper.kind()).isEqualTo(PaperKind.SHEETS);
        assertThat(paper.pointsElsewhere()).isTrue();
        assertThat(textOf(paper)).contains("应收账款", "4711");
    }

    @Test
    void makesAPageOfEachSlideAndStampsThemIfTheyShowAnIdentityDocument() throws Exception {
        assumeTrue(converters.takes(PaperKind.SLIDES), "LibreOffice Impress is not installed");

        Paper paper = papers.of(
                List.of(new Sent("a.odp", SampleOffice.odp(2, "身份证复印件"))), Optional.of("他用无效"), Progress.UNHEARD);

        assertThat(paper.kind()).isEqualTo(PaperKind.SLIDES);
        assertThat(paper.pages()).isEqualTo(2);
        assertThat(paper.original()).as("no copy without its stamp is kept").isEmpty();
        assertThat(textOf(paper)).as("only pictures are left").isBlank();
    }

    @Test
    void fetchesNothingFromAnywhere() throws Exception {
        assumeTrue(converters.takes(PaperKind.TEXT), "LibreOffice is not installed");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            byte[] content = SampleOffice.docxWithTemplateElsewhere(
                    "http://127.0.0.1:" + server.getLocalPort() + "/template.dotm");

            Paper paper = papers.of(List.of(new Sent("a.docx", content)), Optional.empty(), Progress.UNHEARD);

            assertThat(paper.pointsElsewhere()).isTrue();
            assertThat(catchThrowableOfType(IOException.class, server::accept))
                    .as("nobody knocked")
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void whatTheConverterDoesNotOpenIsRefused() {
        assumeTrue(converters.takes(PaperKind.TEXT), "LibreOffice is not installed");
        byte[] hollow = SampleOffice.compound("WordDocument");

        assertThat(refusal("a.doc", hollow)).isEqualTo(FileRefusal.CONVERSION_FAILED);
    }

    @Test
    void readsAPhotographOfATelephoneThatSavesHeic() throws Exception {
        assumeTrue(converters.takesHeic(), "libheif's programs are not installed");
        byte[] heic;
        try (var file = OfficeFilesTests.class.getClassLoader().getResourceAsStream("files/red-blue.heic")) {
            heic = java.util.Objects.requireNonNull(file).readAllBytes();
        }

        Paper paper = papers.of(
                List.of(new Sent("IMG_1.HEIC", heic), new Sent("IMG_2.jpg", SampleFiles.jpeg(60, 80, Color.GREEN))),
                Optional.empty(),
                Progress.UNHEARD);

        assertThat(paper.kind()).isEqualTo(PaperKind.PHOTOS);
        assertThat(paper.pages()).isEqualTo(2);
        try (PDDocument document = PdfCheck.open(paper.pdf())) {
            var page = new CarefulRenderer(document, java.time.Duration.ofSeconds(20)).draw(0, 200);
            assertThat(new Color(page.getRGB(40, 70)).getRed()).isGreaterThan(200);
            assertThat(new Color(page.getRGB(160, 70)).getBlue()).isGreaterThan(200);
        }
        assertThat(refusal("IMG_3.heic", Arrays.copyOf(heic, 60))).isEqualTo(FileRefusal.DAMAGED);
    }

    private static String textOf(Paper paper) throws IOException {
        try (PDDocument document = PdfCheck.open(paper.pdf())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private FileRefusal refusal(String name, byte[] content) {
        return catchThrowableOfType(
                        FileRefused.class,
                        () -> papers.of(List.of(new Sent(name, content)), Optional.empty(), Progress.UNHEARD))
                .refusal();
    }

    private static byte[] with(String part) {
        return withPart(part, "x");
    }

    private static byte[] withPart(String part, String content) {
        return docx("合同", parts -> {
            SampleOffice.put(parts, part, content);
            return parts;
        });
    }

    private static byte[] without(String part) {
        return docx("合同", parts -> {
            parts.remove(part);
            return parts;
        });
    }

    private static byte[] joined(byte[] one, String other) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }
}
