package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.files.FilesInTests;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.PageComparison.Area;
import io.equiveil.files.PageComparison.Finding;
import io.equiveil.files.SamplePhotos;
import io.equiveil.files.TakeResult;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementPaper.Printed;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.Agreements.Showing;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Photographs of signed pages laid onto the print: one altered number is found; signatures, chops and bad
/// light are not taken for one.
class ComparedPagesTests {

    private static final float DOTS_PER_INCH = 200;
    private static final IncomingFiles FILES = FilesInTests.incoming();
    private static final Printed PRINTED =
            new AgreementPaper().write(AgreementPaperTests.words(AgreementKind.CLIENT_FIRM, false));
    private static final AgreementSummary AGREEMENT = new AgreementSummary(
            new AgreementId(UUID.fromString("0a1b2c3d-0000-4000-8000-000000000000")),
            AgreementKind.CLIENT_FIRM,
            new SubjectId(UUID.randomUUID()),
            Optional.empty(),
            Locale.SIMPLIFIED_CHINESE,
            AgreementTerms.usual(),
            AgreementState.ON_PAPER,
            AgreementSummary.Medium.PAPER,
            PRINTED.textHash(),
            UUID.randomUUID(),
            PRINTED.pages(),
            new PersonId(UUID.randomUUID()),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            Optional.empty(),
            true);

    private final ComparedPages compared =
            new ComparedPages(FILES, new AgreementPictures(FILES, person -> person.toString(), Clock.systemUTC()));

    @Test
    @Tag("soak")
    void signaturesChopsAndASeamChopAreNoDifferences() {
        BufferedImage first = SamplePhotos.stamped(page(1));
        BufferedImage last = SamplePhotos.stamped(signed(page(PRINTED.pages())));

        assertThat(findings(SamplePhotos.of(first, 7, 0.4, 1), SamplePhotos.of(last, 8, 0.4, 0)))
                .containsExactly(new Finding.Alike(1), new Finding.Alike(PRINTED.pages()));
    }

    @Test
    void oneAlteredDigitIsFoundWhereItStands() {
        Where digit = where("15");
        BufferedImage altered = altered(page(digit.page()), digit, "4");

        assertThat(findings(SamplePhotos.of(altered, 9, 0.4, 2)))
                .singleElement()
                .isInstanceOfSatisfying(Finding.Different.class, different -> {
                    assertThat(different.page()).isEqualTo(digit.page());
                    assertThat(different.places()).singleElement().matches(digit::isIn);
                });
    }

    @Test
    @Tag("soak")
    void aPageOfAnotherVersionIsNotTakenForOneOfThese() {
        Printed other = new AgreementPaper()
                .write(AgreementPaperTests.words(
                        AgreementKind.CLIENT_FIRM, Locale.SIMPLIFIED_CHINESE, false, "another"));

        assertThat(findings(SamplePhotos.of(page(other.pdf(), 1), 3, 0, 0), SamplePhotos.of(blank(), 4, 0, 0)))
                .containsExactly(new Finding.NotRecognised(), new Finding.NotRecognised());
    }

    /// The figures in docs/spec/agreement-paper.md.
    @Test
    @Tag("soak")
    void howOftenItIsWrong() {
        Where digit = where("15");
        StringBuilder said = new StringBuilder();
        for (double badly : new double[] {0.3, 0.6}) {
            int quiet = 0;
            int found = 0;
            int unread = 0;
            for (int seed = 1; seed <= 20; seed++) {
                int number = 1 + seed % PRINTED.pages();
                BufferedImage honest = number == PRINTED.pages() ? signed(page(number)) : page(number);
                BufferedImage seen = seed % 2 == 0 ? SamplePhotos.stamped(honest) : honest;
                BufferedImage altered = altered(page(digit.page()), digit, Integer.toString(2 + seed % 8));
                List<Finding> findings = findings(
                        SamplePhotos.of(seen, seed, badly, seed % 4), SamplePhotos.of(altered, seed, badly, seed % 4));
                quiet += findings.get(0) instanceof Finding.Alike ? 1 : 0;
                found += findings.get(1) instanceof Finding.Different(var page, var places)
                                && page == digit.page()
                                && places.stream().anyMatch(digit::isIn)
                        ? 1
                        : 0;
                unread += findings.stream()
                        .mapToInt(finding ->
                                finding instanceof Finding.Alike || finding instanceof Finding.Different ? 0 : 1)
                        .sum();
            }
            said.append("%n%.1f: quiet %d of 20, found %d of 20, not compared %d of 40"
                    .formatted(badly, quiet, found, unread));
            assertThat(quiet).as("quiet at %s", badly).isGreaterThanOrEqualTo(badly < 0.5 ? 19 : 14);
            assertThat(found).as("found at %s", badly).isGreaterThanOrEqualTo(badly < 0.5 ? 18 : 13);
        }
        System.out.println(said);
    }

    private List<Finding> findings(byte[]... photographs) {
        try (TakeResult.Taken taken = (TakeResult.Taken) FILES.take(FilesInTests.of(photographs), Optional.empty())) {
            return compared.findings(
                    AGREEMENT,
                    new Reading.Text(AGREEMENT.id(), PRINTED.pdf(), Showing.FILE),
                    new Reading.Text(AGREEMENT.id(), taken.paper().pdf(), Showing.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage page(int number) {
        return page(PRINTED.pdf(), number);
    }

    private static BufferedImage page(byte[] pdf, int number) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(number - 1, DOTS_PER_INCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage blank() {
        BufferedImage blank = new BufferedImage(1_654, 2_339, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = blank.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, blank.getWidth(), blank.getHeight());
        pen.dispose();
        return blank;
    }

    /// With a name written into the party's box, and a date under it.
    private static BufferedImage signed(BufferedImage page) {
        Graphics2D pen = page.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.scale(DOTS_PER_INCH / 72, DOTS_PER_INCH / 72);
        pen.setStroke(new BasicStroke(1.4f));
        pen.setColor(new Color(0x1a1a2e));
        for (int i = 0; i < 6; i++) {
            pen.drawArc(90 + i * 22, 220 + i % 2 * 20, 34, 50, 30 * i, 250);
        }
        pen.drawLine(150, 336, 158, 346);
        pen.dispose();
        return page;
    }

    /// Where a text stands: its first letter, in points.
    private record Where(int page, float x, float y, float width, float size) {
        boolean isIn(Area area) {
            return x + width / 2 > area.x() - 4
                    && x + width / 2 < area.x() + area.width() + 4
                    && y - size / 3 > area.y() - 4
                    && y - size / 3 < area.y() + area.height() + 4;
        }
    }

    private static Where where(String text) {
        List<Where> found = new ArrayList<>();
        try (var document = Loader.loadPDF(PRINTED.pdf())) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String words, List<TextPosition> letters) {
                    int at = words.indexOf(" " + text + " ");
                    if (at >= 0) {
                        TextPosition letter = letters.get(at + 1);
                        found.add(new Where(
                                getCurrentPageNo(),
                                letter.getXDirAdj(),
                                letter.getYDirAdj(),
                                letter.getWidthDirAdj(),
                                letter.getFontSizeInPt()));
                    }
                }
            }.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.getFirst();
    }

    private static BufferedImage altered(BufferedImage page, Where where, String digit) {
        Graphics2D pen = page.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.scale(DOTS_PER_INCH / 72, DOTS_PER_INCH / 72);
        pen.setColor(Color.WHITE);
        pen.fill(new java.awt.geom.Rectangle2D.Float(
                where.x(), where.y() - where.size(), where.width(), where.size() + 1));
        pen.setColor(new Color(0x111111));
        try (InputStream letters = AgreementPaper.resource(AgreementPaper.FONT)) {
            pen.setFont(Font.createFont(Font.TRUETYPE_FONT, letters).deriveFont(where.size()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        pen.drawString(digit, where.x(), where.y());
        pen.dispose();
        return page;
    }
}
