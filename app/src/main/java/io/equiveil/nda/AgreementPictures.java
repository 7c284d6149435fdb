package io.equiveil.nda;

import io.equiveil.access.spi.CodeNames;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.OpenPaper;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Requester;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.Agreements.Showing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.stereotype.Component;

/// Shows an agreement as one tall picture, so that it can be read in any browser, WeChat's included, and one reading
/// makes one entry in the record. A scan of the signed paper is shown with the reader's mark, never as the file; so is
/// the text to whom the gate lets have no more.
@Component
public class AgreementPictures {

    private static final int SCAN_WIDTH = 1_000;

    /// An A4 page at 110 dots per inch.
    private static final int TEXT_WIDTH = 910;

    /// How many pictures are made at the same time; each takes up to a hundred megabytes.
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Semaphore drawing = new Semaphore(AT_ONCE);
    private final IncomingFiles files;
    private final CodeNames names;
    private final Clock clock;

    AgreementPictures(IncomingFiles files, CodeNames names, Clock clock) {
        this.files = files;
        this.names = names;
        this.clock = clock;
    }

    /// Draws the pages of a scan (or a text), one below the other, as JPEG, each with the reader, the time and
    /// the agreement's number burned in. How many there are is asked of the file itself; what is not shown is said
    /// in the picture.
    ///
    /// @throws UncheckedIOException if the file does not open
    public byte[] scan(byte[] scan, Requester.SignedIn who, String number) {
        List<String> marks = marks(who, number);
        return drawing(
                () -> {
                    try (OpenPaper paper = files.open(scan, PATIENCE)) {
                        double[] ratios = IntStream.range(0, paper.pages())
                                .mapToDouble(paper::ratio)
                                .toArray();
                        return new PageStack(ratios, SCAN_WIDTH, files::strip)
                                .drawn((page, width) ->
                                        ImageIO.read(new ByteArrayInputStream(paper.page(page, width, 0, marks))));
                    }
                },
                "jpg");
    }

    /// Who reads, when, and what.
    List<String> marks(Requester.SignedIn who, String number) {
        return List.of(
                "查阅人 " + names.codeName(who.person()) + "　"
                        + TIME.format(clock.instant().atZone(Display.SHANGHAI)),
                "协议 " + number);
    }

    /// Makes a picture.
    interface Work {
        BufferedImage done() throws IOException;
    }

    byte[] drawing(Work work, String format) {
        drawing.acquireUninterruptibly();
        try (ByteArrayOutputStream encoded = new ByteArrayOutputStream()) {
            BufferedImage picture = work.done();
            ImageIO.write(picture, format, encoded);
            picture.flush();
            return encoded.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            drawing.release();
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
        return new Sheet("image/jpeg", scan(text.pdf(), who, AgreementSummary.numberOf(text.agreement())));
    }

    private byte[] picture(byte[] document) {
        return drawing(
                () -> {
                    try (PDDocument pdf = Loader.loadPDF(document)) {
                        PDFRenderer renderer = new PDFRenderer(pdf);
                        double[] ratios = IntStream.range(0, pdf.getNumberOfPages())
                                .mapToDouble(
                                        page -> pdf.getPage(page).getCropBox().getHeight()
                                                / pdf.getPage(page).getCropBox().getWidth())
                                .toArray();
                        return new PageStack(ratios, TEXT_WIDTH, files::strip)
                                .drawn((page, width) -> renderer.renderImage(
                                        page,
                                        width / pdf.getPage(page).getCropBox().getWidth(),
                                        ImageType.RGB));
                    }
                },
                "png");
    }
}
