package io.equiveil.nda;

import io.equiveil.access.spi.CodeNames;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.OpenPaper;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Requester;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.Agreements.Showing;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.stereotype.Component;

/// Shows an agreement as one tall picture, so that it can be read in any browser, WeChat's included, and one reading
/// makes one entry in the record. A scan of the signed paper is shown with the reader's mark, never as the file; so is
/// the
/// text to whom the gate lets have no more.
@Component
public class AgreementPictures {

    private static final int SCAN_WIDTH = 1_000;
    private static final int MOST_SCAN_PAGES = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final float DPI = 110;
    private static final int MOST_PAGES = 30;
    private static final int GAP = 12;

    private final IncomingFiles files;
    private final CodeNames names;
    private final Clock clock;

    AgreementPictures(IncomingFiles files, CodeNames names, Clock clock) {
        this.files = files;
        this.names = names;
        this.clock = clock;
    }

    /// Draws all pages of a scan (or a text), one below the other, as JPEG, each with the reader, the time and the
    /// agreement's
    /// number burned in.
    ///
    /// @throws UncheckedIOException if the scan cannot be drawn
    public byte[] scan(byte[] scan, int pages, Requester.SignedIn who, String number) {
        List<String> marks = List.of(
                "查阅人 " + names.codeName(who.person()) + "　"
                        + TIME.format(clock.instant().atZone(Display.SHANGHAI)),
                "协议 " + number);
        List<BufferedImage> drawn = new ArrayList<>();
        try (OpenPaper paper = files.open(scan, PATIENCE);
                ByteArrayOutputStream jpeg = new ByteArrayOutputStream()) {
            for (int page = 0; page < Math.min(pages, MOST_SCAN_PAGES); page++) {
                drawn.add(ImageIO.read(new ByteArrayInputStream(paper.page(page, SCAN_WIDTH, 0, marks))));
            }
            ImageIO.write(stacked(drawn), "jpg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            drawn.forEach(BufferedImage::flush);
        }
    }

    /// What is sent to a reader.
    ///
    /// @param type media type of the content
    public record Sheet(String type, byte[] content) {}

    /// The text on the screen, one page below the other; marked if the gate says so.
    ///
    /// @throws UncheckedIOException if the document cannot be rendered
    public Sheet onScreen(Reading.Text text, Requester.SignedIn who) {
        return text.showing() == Showing.MARKED_PAGES ? marked(text, who) : new Sheet("image/png", picture(text.pdf()));
    }

    /// The text to be kept or printed: the file for whom the gate lets have it, marked pages for others.
    ///
    /// @throws UncheckedIOException if the document cannot be rendered
    public Sheet toKeep(Reading.Text text, Requester.SignedIn who) {
        return text.showing() == Showing.FILE ? new Sheet("application/pdf", text.pdf()) : marked(text, who);
    }

    private Sheet marked(Reading.Text text, Requester.SignedIn who) {
        return new Sheet(
                "image/jpeg", scan(text.pdf(), text.pages(), who, AgreementSummary.numberOf(text.agreement())));
    }

    private static byte[] picture(byte[] document) {
        try (PDDocument pdf = Loader.loadPDF(document);
                ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            PDFRenderer renderer = new PDFRenderer(pdf);
            List<BufferedImage> pages = new ArrayList<>();
            for (int page = 0; page < Math.min(pdf.getNumberOfPages(), MOST_PAGES); page++) {
                pages.add(renderer.renderImageWithDPI(page, DPI, ImageType.RGB));
            }
            ImageIO.write(stacked(pages), "png", png);
            return png.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static BufferedImage stacked(List<BufferedImage> pages) {
        int width = pages.stream().mapToInt(BufferedImage::getWidth).max().orElse(1);
        int height = pages.stream().mapToInt(page -> page.getHeight() + GAP).sum();
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = all.createGraphics();
        pen.setColor(new Color(0xe6e6e6));
        pen.fillRect(0, 0, width, height);
        int y = 0;
        for (BufferedImage page : pages) {
            pen.drawImage(page, 0, y, null);
            y += page.getHeight() + GAP;
        }
        pen.dispose();
        return all;
    }
}
