package io.equiveil.nda;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.stereotype.Component;

/// Shows an agreement as one tall picture, so that it can be read in any browser, WeChat's included, and
/// one reading
/// makes one entry in the record.
@Component
public class AgreementPictures {

    private static final float DPI = 110;
    private static final int MOST_PAGES = 30;
    private static final int GAP = 12;

    /// Renders all pages, one below the other, as PNG. A photographed paper comes back as it was taken in.
    ///
    /// @throws UncheckedIOException if the document cannot be rendered
    public byte[] picture(byte[] document) {
        if (document.length > 4 && document[0] != '%') {
            return document;
        }
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
