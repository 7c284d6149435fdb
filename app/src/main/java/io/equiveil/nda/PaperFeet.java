package io.equiveil.nda;

import com.google.zxing.common.BitMatrix;
import io.equiveil.nda.AgreementPaper.Printed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The foot of every page of an agreement: number, version hash, page x of y, page code and QR code; on the last page
/// all codes, the whole hash and the random number (docs/spec/agreement-paper.md).
final class PaperFeet {

    /// What the foot takes up, in points from the lower edge of the page.
    static final float HEIGHT = 76;

    private static final float MARGIN = 68;
    private static final float QR_SIDE = 44;

    /// More page codes do not fit beside each other.
    private static final int CODES_A_LINE = 6;

    private PaperFeet() {}

    /// @param salt the random number that is part of the hash; printed on the last page
    /// @throws UncheckedIOException if the pages cannot be read
    static Printed printed(byte[] plain, boolean english, String number, String salt, String textHash) {
        try (PDDocument document = Loader.loadPDF(plain);
                InputStream letters = AgreementPaper.resource(AgreementPaper.FONT);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDFont font = PDType0Font.load(document, letters, true);
            int pages = document.getNumberOfPages();
            for (int page = 1; page <= pages; page++) {
                PDPage sheet = document.getPage(page - 1);
                try (PDPageContentStream pen =
                        new PDPageContentStream(document, sheet, AppendMode.APPEND, true, true)) {
                    foot(pen, font, english, number, textHash, page, pages);
                    if (page == pages) {
                        listOfCodes(pen, font, english, salt, textHash, pages);
                    }
                }
            }
            document.save(out);
            return new Printed(out.toByteArray(), pages, textHash);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
        List<String> codes = IntStream.rangeClosed(1, pages)
                .mapToObj(page -> page + " " + PageCodes.of(textHash, page))
                .toList();
        int lines = (codes.size() + CODES_A_LINE - 1) / CODES_A_LINE;
        float top = 102 + 12 * (lines - 1);
        text(pen, font, 8, MARGIN, top + 28, (english ? "Random number, part of the hash: " : "随机码（计入文本版本号）：") + salt);
        text(pen, font, 8, MARGIN, top + 14, (english ? "Version hash (SHA-256) " : "文本版本号（SHA-256）") + textHash);
        for (int line = 0; line < lines; line++) {
            String some = String.join(
                    english ? "   " : "　",
                    codes.subList(line * CODES_A_LINE, Math.min(codes.size(), (line + 1) * CODES_A_LINE)));
            String head = line > 0 ? "" : english ? "Page codes: " : "各页页码标识：";
            text(pen, font, 8, MARGIN, top - 12 * line, head + some);
        }
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
}
