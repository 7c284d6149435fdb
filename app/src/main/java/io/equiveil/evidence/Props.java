package io.equiveil.evidence;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Documents and photographs that the play makes: good ones, and such as a careless or an ill-meaning person would
/// send.
final class Props {

    private static final String FONT = "/nda/fonts/NotoSansSC-Regular.ttf";

    /// What a document may hold that is too large for one upload.
    private static final long TOO_LARGE = 62L << 20;

    static {
        XRLog.setLoggingEnabled(false);
    }

    private Props() {}

    /// A contract in Chinese with a last page that is left blank on purpose.
    ///
    /// @param fields what it says of the deal, by label
    static byte[] contract(String title, Map<String, String> fields) {
        StringBuilder rows = new StringBuilder();
        fields.forEach((label, value) -> rows.append("<tr><th>")
                .append(label)
                .append("</th><td>")
                .append(value)
                .append("</td></tr>"));
        String html = """
                <html lang="zh"><head><title>%s</title><style>
                @page { size: A4; margin: 70pt; }
                body, h1, p, th, td { font-family: sc; font-size: 11pt; line-height: 1.8; font-weight: normal; }
                h1 { font-size: 18pt; text-align: center; } th { text-align: left; padding-right: 24pt; }
                .blank { page-break-before: always; }
                </style></head><body><h1>%s</h1>
                <p>转让方与受让方经协商一致，就下列股权的转让订立本合同。双方确认，本合同所载事项以最终签署的文本为准；
                未经对方书面同意，任何一方不得向第三人披露本合同的内容。</p>
                <table>%s</table>
                <p>其他股东的优先购买权、价款支付、税费承担与变更登记，按《中华人民共和国公司法》及有关规定办理。</p>
                <div class="blank"></div></body></html>
                """.formatted(title, title, rows);
        try (ByteArrayOutputStream pdf = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFont(() -> Props.class.getResourceAsStream(FONT), "sc")
                    .withHtmlContent(html, null)
                    .toStream(pdf)
                    .run();
            return pdf.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A photograph of an identity card as a telephone sends it: lying on its side, with the mark that says so.
    static byte[] identityPhoto() {
        BufferedImage sheet = sheet(1600, 1000, new Color(214, 226, 238));
        Graphics2D pen = pen(sheet);
        pen.setColor(new Color(150, 160, 175));
        pen.fillRoundRect(1080, 200, 380, 480, 24, 24);
        pen.setColor(Color.DARK_GRAY);
        for (int line = 0; line < 5; line++) {
            pen.fillRect(120, 180 + line * 110, 560 + line % 2 * 160, 26);
        }
        pen.dispose();
        return lyingOnItsSide(jpeg(sheet));
    }

    /// One shot of a page, darker at one edge as in lamplight.
    static byte[] shotOfPage(int page) {
        BufferedImage sheet = sheet(1200, 1700, new Color(244, 240, 230));
        Graphics2D pen = pen(sheet);
        pen.setColor(new Color(60, 60, 70));
        for (int line = 0; line < 24; line++) {
            pen.fillRect(140, 180 + line * 56, 300 + (line * 173 + page * 391) % 620, 16);
        }
        pen.setColor(new Color(40, 30, 0, 40));
        pen.fillRect(0, 0, 90, 1700);
        pen.dispose();
        return jpeg(sheet);
    }

    /// A screenshot.
    static byte[] screenshot() {
        BufferedImage sheet = sheet(1280, 800, Color.WHITE);
        Graphics2D pen = pen(sheet);
        pen.setColor(new Color(30, 90, 110));
        for (int bar = 0; bar < 8; bar++) {
            pen.fillRect(140 + bar * 130, 640 - bar * 60, 80, 60 + bar * 60);
        }
        pen.dispose();
        return png(sheet);
    }

    /// A name written with a finger, more or less.
    static byte[] handwriting() {
        BufferedImage sheet = new BufferedImage(900, 360, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = pen(sheet);
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.drawArc(120, 90, 160, 170, 40, 260);
        pen.drawLine(330, 80, 300, 280);
        pen.drawLine(300, 160, 470, 140);
        pen.drawArc(500, 100, 220, 150, 200, 250);
        pen.drawLine(720, 110, 790, 270);
        pen.dispose();
        return png(sheet);
    }

    /// How many pages a PDF has.
    static int pages(byte[] printed) {
        try (PDDocument paper = Loader.loadPDF(printed)) {
            return paper.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A PDF as it comes back from the printer and the scanner, signed on its last page.
    static byte[] scanned(byte[] printed) {
        try (PDDocument paper = Loader.loadPDF(printed);
                PDDocument scan = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDFRenderer renderer = new PDFRenderer(paper);
            for (int i = 0; i < paper.getNumberOfPages(); i++) {
                BufferedImage picture = renderer.renderImageWithDPI(i, 100);
                if (i == paper.getNumberOfPages() - 1) {
                    BufferedImage name = ImageIO.read(new ByteArrayInputStream(handwriting()));
                    Graphics2D pen = picture.createGraphics();
                    pen.drawImage(name, picture.getWidth() / 6, picture.getHeight() / 4, 220, 90, null);
                    pen.dispose();
                }
                PDPage page = new PDPage(PDRectangle.A4);
                scan.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
                    content.drawImage(
                            JPEGFactory.createFromImage(scan, picture, 0.7f),
                            0,
                            0,
                            PDRectangle.A4.getWidth(),
                            PDRectangle.A4.getHeight());
                }
            }
            scan.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A document that wants a password before it opens.
    static byte[] encrypted(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            StandardProtectionPolicy policy =
                    new StandardProtectionPolicy("owner of it", "reader of it", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A document that broke off while it was copied.
    static byte[] brokenOff(byte[] pdf) {
        return Arrays.copyOf(pdf, pdf.length / 2);
    }

    /// More than one upload may hold, made while it is sent.
    static InputStream tooLarge(byte[] pdf) {
        InputStream filling = new InputStream() {
            private long left = TOO_LARGE;

            @Override
            public int read() {
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] into, int at, int length) {
                if (left <= 0) {
                    return -1;
                }
                int now = (int) Math.min(left, length);
                Arrays.fill(into, at, at + now, (byte) ' ');
                left -= now;
                return now;
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(pdf), filling);
    }

    /// Something else that calls itself a PDF.
    static byte[] disguised() {
        byte[] program = new byte[4096];
        byte[] head = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0};
        System.arraycopy(head, 0, program, 0, head.length);
        return program;
    }

    private static BufferedImage sheet(int width, int height, Color colour) {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return sheet;
    }

    private static Graphics2D pen(BufferedImage sheet) {
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return pen;
    }

    /// Puts an EXIF segment right after the start of a JPEG: orientation 6, a quarter turn to the right.
    private static byte[] lyingOnItsSide(byte[] jpeg) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] marked = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        System.arraycopy(exif, 0, marked, 2, exif.length);
        System.arraycopy(jpeg, 2, marked, 2 + exif.length, jpeg.length - 2);
        return marked;
    }

    private static byte[] jpeg(BufferedImage sheet) {
        return written(sheet, "jpg");
    }

    private static byte[] png(BufferedImage sheet) {
        return written(sheet, "png");
    }

    private static byte[] written(BufferedImage sheet, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(sheet, format, out)) {
                throw new IOException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
