package io.equiveil.nda;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.PageComparison;
import io.equiveil.files.PageComparison.Area;
import io.equiveil.files.PageComparison.Compared;
import io.equiveil.files.PageComparison.Finding;
import io.equiveil.kernel.Requester;
import io.equiveil.nda.Agreements.Reading;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/// What a machine sees when it lays the photographs of a signed paper onto the printed text: for the second person, who
/// decides. Both documents were read through the gate in that person's name.
@Component
public class ComparedPages {

    /// Where people sign and write the date on the last page; in points from the upper left corner.
    private static final Area SIGNATURES = new Area(40, 150, 515, 220);

    private static final int WIDTH = 1_560;

    private static final Color DESK = new Color(0xe6e6e6);

    /// Height over width of a pair, with the line that says what was found.
    private static final double RATIO = 0.775;

    /// One at a time: each takes all processors and a hundred megabytes.
    private final Semaphore comparing = new Semaphore(1);

    private final IncomingFiles files;
    private final AgreementPictures pictures;

    ComparedPages(IncomingFiles files, AgreementPictures pictures) {
        this.files = files;
        this.pictures = pictures;
    }

    /// Opens both for comparing.
    ///
    /// @throws IOException if one of them does not open
    PageComparison open(AgreementSummary agreement, byte[] text, byte[] scan) throws IOException {
        return files.comparison(
                text,
                scan,
                code -> PageCodes.pageOf(code, agreement.number(), agreement.textHash(), agreement.pages()),
                page -> page == agreement.pages() ? List.of(SIGNATURES) : List.of());
    }

    /// What was found on each photographed page, in order; forty at most.
    ///
    /// @throws UncheckedIOException if one of the documents cannot be read
    public List<Finding> findings(AgreementSummary agreement, Reading.Text text, Reading.Text scan) {
        comparing.acquireUninterruptibly();
        try (PageComparison comparison = open(agreement, text.pdf(), scan.pdf())) {
            List<Finding> findings = new ArrayList<>();
            for (int sheet = 0; sheet < Math.min(PageStack.MOST_PAGES, comparison.sheets()); sheet++) {
                findings.add(comparison.compare(sheet).finding());
            }
            return findings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            comparing.release();
        }
    }

    /// Every photographed page beside the printed one in one tall picture, marked with its reader. What was
    /// found stands above each pair.
    ///
    /// @throws UncheckedIOException if one of the documents cannot be read
    public AgreementPictures.Sheet picture(
            AgreementSummary agreement, Reading.Text text, Reading.Text scan, Requester.SignedIn who) {
        List<String> marks = pictures.marks(who, agreement.number());
        comparing.acquireUninterruptibly();
        try {
            return new AgreementPictures.Sheet(
                    "image/jpeg", pictures.drawing(() -> drawn(agreement, text.pdf(), scan.pdf(), marks), "jpg"));
        } finally {
            comparing.release();
        }
    }

    private BufferedImage drawn(AgreementSummary agreement, byte[] text, byte[] scan, List<String> marks)
            throws IOException {
        try (PageComparison comparison = open(agreement, text, scan)) {
            double[] ratios = new double[comparison.sheets()];
            Arrays.fill(ratios, RATIO);
            return new PageStack(ratios, WIDTH, files::strip)
                    .drawn((sheet, width) -> pair(comparison.compare(sheet), sheet + 1, width, marks));
        }
    }

    private BufferedImage pair(Compared compared, int sheet, int width, List<String> marks) {
        BufferedImage said = files.strip(width, sentences(sheet, compared.finding()));
        BufferedImage pages = compared.drawn(width, marks);
        BufferedImage both =
                new BufferedImage(width, Math.max(1, (int) Math.round(width * RATIO)), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = both.createGraphics();
        pen.setColor(DESK);
        pen.fillRect(0, 0, both.getWidth(), both.getHeight());
        int left = both.getHeight() - said.getHeight();
        int shown = Math.min(width, (int) (pages.getWidth() * (left / (double) pages.getHeight())));
        pen.drawImage(said, 0, 0, null);
        pen.drawImage(pages, 0, said.getHeight(), shown, left, null);
        pen.dispose();
        pages.flush();
        return both;
    }

    private static List<String> sentences(int sheet, Finding finding) {
        return switch (finding) {
            case Finding.Alike(var page) ->
                List.of(
                        "扫描件第 " + sheet + " 页，文本第 " + page + " 页：机器没有看到不同。仍请逐字核对。",
                        "Sheet " + sheet + ", page " + page
                                + ": the machine saw nothing different. Please compare all the same.");
            case Finding.Different(var page, var places) ->
                List.of(
                        "扫描件第 " + sheet + " 页，文本第 " + page + " 页：框出的 " + places.size() + " 处看起来不同，请对照。",
                        "Sheet " + sheet + ", page " + page + ": the framed places (" + places.size()
                                + ") look different; please compare them.");
            case Finding.NotLaid(var page) ->
                List.of(
                        "扫描件第 " + sheet + " 页，文本第 " + page + " 页：照片与文本对不齐，请人工核对，或者退回重拍。",
                        "Sheet " + sheet + ", page " + page
                                + ": it cannot be laid onto the text. Please compare by eye, or send it back.");
            case Finding.NotRecognised _ ->
                List.of(
                        "扫描件第 " + sheet + " 页：没有读出这份文本的页码标识，请人工核对，或者退回重拍。",
                        "Sheet " + sheet
                                + ": no page code of this text was read. Please compare by eye, or send it back.");
        };
    }
}
