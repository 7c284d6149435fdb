package io.equiveil.files;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A paper whose pages are being drawn. One page at a time; safe to use from several threads.
public final class OpenPaper implements AutoCloseable {

    private final PDDocument document;
    private final CarefulRenderer renderer;
    private final Watermark watermark;

    OpenPaper(PDDocument document, Duration patience, Watermark watermark) {
        this.document = document;
        this.renderer = new CarefulRenderer(document, patience);
        this.watermark = watermark;
    }

    /// How many pages the file itself has.
    public int pages() {
        return document.getNumberOfPages();
    }

    /// The height of a page as it stands, over its width.
    ///
    /// @param index from 0
    public double ratio(int index) {
        PDPage page = document.getPage(index);
        PDRectangle box = page.getCropBox();
        double ratio = box.getHeight() / (double) box.getWidth();
        return page.getRotation() % 180 == 0 ? ratio : 1 / ratio;
    }

    /// A page as a JPEG with these lines burned into it from edge to edge.
    ///
    /// @param index    from 0
    /// @param width    in pixels
    /// @param quarters by how many quarters to the right the page is turned, beyond what the paper itself says
    /// @param marks    at least one line
    /// @throws IOException if the page does not draw, or not in time
    /// @throws IllegalArgumentException if there is no mark: no clean page leaves this room
    public synchronized byte[] page(int index, int width, int quarters, List<String> marks) throws IOException {
        if (marks.isEmpty()) {
            throw new IllegalArgumentException("a page without a mark");
        }
        BufferedImage picture = draw(index, width, quarters);
        try {
            watermark.burn(picture, marks, Watermark.Strength.VIEW);
            return Pictures.jpeg(picture);
        } finally {
            picture.flush();
        }
    }

    private BufferedImage draw(int index, int width, int quarters) throws IOException {
        PDPage page = document.getPage(index);
        int own = page.getRotation();
        page.setRotation(Math.floorMod(own + 90 * quarters, 360));
        try {
            return renderer.draw(index, width);
        } finally {
            page.setRotation(own);
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
