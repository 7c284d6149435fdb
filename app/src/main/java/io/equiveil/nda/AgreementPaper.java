package io.equiveil.nda;

import com.google.zxing.common.BitMatrix;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.nda.AgreementTemplate.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Puts an agreement onto paper, in memory only: the words as HTML become a PDF (A4), and every page gets its foot with
/// number, version hash, page x of y and page code. The last page holds the signature boxes at fixed places: two,
/// or one for an undertaking.
final class AgreementPaper {

    /// Where the boxes stand on the last page, in points from the top left corner.
    record Box(float x, float y, float width, float height) {}

    static final Box PARTY_BOX = new Box(74, 196, 196, 118);
    static final Box FIRM_BOX = new Box(325, 196, 196, 118);

    private static final String FONT = "nda/fonts/NotoSansSC-Regular.ttf";
    private static final float MARGIN = 68;
    private static final float QR_SIDE = 44;

    static {
        XRLog.setLoggingEnabled(false);
    }

    /// A text to be put onto paper.
    ///
    /// @param salt   random, printed on the last page: without it the hash would tell whoever guesses a name right
    /// @param lists  items of list fields
    /// @param fields text of other fields; every field of the template must be there
    record Words(
            AgreementKind kind,
            Locale locale,
            String number,
            boolean mutual,
            String salt,
            Map<String, List<String>> lists,
            Map<String, Cleartext> fields) {}

    /// What came out.
    ///
    /// @param textHash SHA-256 over the salt and the printed words, one a line: the version hash at the foot
    ///                 of every page
    record Printed(byte[] pdf, int pages, String textHash) {}

    /// @throws IllegalStateException if the template names a field that is not given
    Printed write(Words words) {
        AgreementTemplate template = AgreementTemplate.of(words.kind(), words.locale());
        List<Block> blocks = template.filled(words.lists(), words.fields(), words.mutual());
        String said = blocks.stream()
                .map(block -> block.text().revealForDisplay())
                .collect(Collectors.joining("\n", words.salt() + "\n", ""));
        String textHash = Digest.sha256(said.getBytes(StandardCharsets.UTF_8)).hex();
        String html = AgreementLayout.html(template, words.kind(), words.number(), blocks);
        try (ByteArrayOutputStream plain = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFont(() -> resource(FONT), "sc")
                    .withHtmlContent(html, null)
                    .withProducer("EquiVeil")
                    .toStream(plain)
                    .run();
            return withFeet(plain.toByteArray(), template.isEnglish(), words, textHash);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Printed withFeet(byte[] plain, boolean english, Words words, String textHash) throws IOException {
        try (PDDocument document = Loader.loadPDF(plain);
                InputStream letters = resource(FONT);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDFont font = PDType0Font.load(document, letters, true);
            int pages = document.getNumberOfPages();
            for (int page = 1; page <= pages; page++) {
                PDPage sheet = document.getPage(page - 1);
                try (PDPageContentStream pen =
                        new PDPageContentStream(document, sheet, AppendMode.APPEND, true, true)) {
                    foot(pen, font, english, words.number(), textHash, page, pages);
                    if (page == pages) {
                        listOfCodes(pen, font, english, words.salt(), textHash, pages);
                    }
                }
            }
            document.save(out);
            return new Printed(out.toByteArray(), pages, textHash);
        }
    }

    private static void foot(
            PDPageContentStream pen, PDFont font, boolean english, String number, String textHash, int page, int pages)
            throws IOException {
        pen.setStrokingColor(0.6f);
        pen.setLineWidth(0.4f);
        pen.moveTo(MARGIN, 72);
        pen.lineTo(595 - MARGIN, 72);
        pen.stroke();
        String version = PageCodes.shortVersion(textHash);
        String code = PageCodes.of(textHash, page);
        text(pen, font, 8, MARGIN, 58, number + (english ? "   Version " : "　版本 ") + version);
        text(
                pen,
                font,
                8,
                MARGIN,
                44,
                english
                        ? "Page " + page + " of " + pages + "   Page code " + code
                        : "第 " + page + " 页 / 共 " + pages + " 页　页码标识 " + code);
        qr(pen, PageCodes.printed(number, textHash, page, pages));
    }

    private static void listOfCodes(
            PDPageContentStream pen, PDFont font, boolean english, String salt, String textHash, int pages)
            throws IOException {
        text(pen, font, 8, MARGIN, 130, (english ? "Random number, part of the hash: " : "随机码（计入文本版本号）：") + salt);
        text(pen, font, 8, MARGIN, 116, (english ? "Version hash (SHA-256) " : "文本版本号（SHA-256）") + textHash);
        String codes = IntStream.rangeClosed(1, pages)
                .mapToObj(page -> page + " " + PageCodes.of(textHash, page))
                .collect(Collectors.joining(english ? "   " : "　"));
        text(pen, font, 8, MARGIN, 102, (english ? "Page codes: " : "各页页码标识：") + codes);
    }

    private static void text(PDPageContentStream pen, PDFont font, float size, float x, float y, String words)
            throws IOException {
        pen.beginText();
        pen.setNonStrokingColor(0.3f);
        pen.setFont(font, size);
        pen.newLineAtOffset(x, y);
        pen.showText(words);
        pen.endText();
    }

    private static void qr(PDPageContentStream pen, String says) throws IOException {
        BitMatrix dots = PageCodes.qr(says);
        float dot = QR_SIDE / dots.getWidth();
        float left = 595 - MARGIN - QR_SIDE;
        pen.setNonStrokingColor(0f);
        for (int y = 0; y < dots.getHeight(); y++) {
            for (int x = 0; x < dots.getWidth(); x++) {
                if (dots.get(x, y)) {
                    pen.addRect(left + x * dot, 22 + (dots.getHeight() - 1 - y) * dot, dot, dot);
                }
            }
        }
        pen.fill();
    }

    static InputStream resource(String name) {
        InputStream in = AgreementPaper.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("missing resource " + name);
        }
        return in;
    }
}
