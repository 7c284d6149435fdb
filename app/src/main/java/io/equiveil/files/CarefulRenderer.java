package io.equiveil.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDInlineImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;

/// Draws pages of a PDF that nobody vouches for: with a time limit that is looked at before every operator, and without
/// pictures that claim more pixels than memory holds.
final class CarefulRenderer extends PDFRenderer {

    private final long patienceNanos;
    private long deadline;
    private boolean late;

    CarefulRenderer(PDDocument document, Duration patience) {
        super(document);
        this.patienceNanos = patience.toNanos();
        setSubsamplingAllowed(true);
    }

    /// Took longer than allowed.
    static final class TooSlow extends IOException {
        TooSlow() {
            super("a page takes too long to draw");
        }
    }

    /// Draws a page on white, exactly so many pixels wide.
    ///
    /// @throws TooSlow after the time limit
    synchronized BufferedImage draw(int page, int width) throws IOException {
        late = false;
        deadline = System.nanoTime() + patienceNanos;
        PDPage leaf = document.getPage(page);
        PDRectangle box = leaf.getCropBox();
        boolean lying = leaf.getRotation() % 180 != 0;
        float across = lying ? box.getHeight() : box.getWidth();
        float down = lying ? box.getWidth() : box.getHeight();
        float scale = width / across;
        BufferedImage picture =
                new BufferedImage(width, Math.max(1, Math.round(down * scale)), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setBackground(Color.WHITE);
            graphics.clearRect(0, 0, picture.getWidth(), picture.getHeight());
            renderPageToGraphics(page, graphics, scale, scale, RenderDestination.VIEW);
        } catch (RuntimeException e) {
            throw new IOException("a page does not draw", e);
        } finally {
            graphics.dispose();
        }
        if (late) {
            throw new TooSlow();
        }
        return picture;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new CarefulDrawer(parameters);
    }

    private final class CarefulDrawer extends PageDrawer {

        CarefulDrawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if (late || System.nanoTime() > deadline) {
                late = true;
                throw new TooSlow();
            }
            super.processOperator(operator, operands);
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            if ((long) image.getWidth() * image.getHeight() > PdfCheck.MOST_PICTURE_PIXELS || hidesItsSize(image)) {
                late = true;
                throw new TooSlow();
            }
            super.drawImage(image);
        }

        /// Pictures that are objects of their own were looked at when the file came; those within a page are not.
        private static boolean hidesItsSize(PDImage image) throws IOException {
            if (!(image instanceof PDInlineImage inline)
                    || !inline.getFilters().stream().anyMatch(f -> f.startsWith("DCT"))) {
                return false;
            }
            try (var raw = image.createInputStream(List.of("DCTDecode", "DCT"))) {
                return Pictures.pixelsOfJpeg(raw.readAllBytes()) > PdfCheck.MOST_PICTURE_PIXELS;
            }
        }
    }
}
