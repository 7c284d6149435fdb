package io.equiveil.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/// Makes of what was sent in what is kept: always a PDF. Works in memory only.
final class Papers {

    private static final int STAMPED_WIDTH = 1_400;

    private final Watermark watermark;

    Papers(Watermark watermark) {
        this.watermark = watermark;
    }

    /// A file as it was sent.
    record Sent(String fileName, byte[] content) {}

    /// @param stamp what every page of an identity document says, burned in; empty for other documents
    /// @throws FileRefused if it cannot be taken in, with the reason
    Paper of(List<Sent> files, Optional<String> stamp) throws FileRefused {
        if (files.isEmpty()) {
            throw new FileRefused(FileRefusal.EMPTY);
        }
        List<FileNature> natures = new ArrayList<>();
        for (Sent file : files) {
            natures.add(FileNature.of(file.content(), file.fileName()));
        }
        if (natures.contains(FileNature.PDF) && files.size() > 1) {
            throw new FileRefused(FileRefusal.MIXED);
        }
        int mostPages = stamp.isPresent() ? IncomingFiles.MOST_IDENTITY_PAGES : IncomingFiles.MOST_PAGES;
        if (natures.getFirst() == FileNature.PDF) {
            byte[] pdf = files.getFirst().content();
            int pages = PdfCheck.pages(pdf, mostPages);
            return stamp.isEmpty()
                    ? new Paper(PaperKind.PDF, pdf, pages)
                    : new Paper(PaperKind.PDF, stamped(pdf, pages, stamp.get()), pages);
        }
        if (files.size() > IncomingFiles.MOST_PHOTOS) {
            throw new FileRefused(FileRefusal.TOO_MANY_PHOTOS);
        }
        return new Paper(PaperKind.PHOTOS, photos(files, natures, stamp), files.size());
    }

    private byte[] photos(List<Sent> files, List<FileNature> natures, Optional<String> stamp) throws FileRefused {
        try (PDDocument document = empty()) {
            for (int i = 0; i < files.size(); i++) {
                BufferedImage picture = Pictures.upright(files.get(i).content(), natures.get(i));
                double ratio = Math.max(picture.getWidth(), picture.getHeight())
                        / (double) Math.min(picture.getWidth(), picture.getHeight());
                if (ratio > PdfCheck.MOST_RATIO) {
                    throw new FileRefused(FileRefusal.ODD_PAGE);
                }
                stamp.ifPresent(text -> watermark.burn(picture, List.of(text), Watermark.Strength.STAMP));
                add(document, picture);
                picture.flush();
            }
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] stamped(byte[] pdf, int pages, String text) throws FileRefused {
        try (PDDocument source = PdfCheck.open(pdf);
                PDDocument document = empty()) {
            CarefulRenderer renderer = new CarefulRenderer(source, Duration.ofSeconds(20));
            for (int page = 0; page < pages; page++) {
                BufferedImage picture = renderer.draw(page, STAMPED_WIDTH);
                watermark.burn(picture, List.of(text), Watermark.Strength.STAMP);
                add(document, picture);
                picture.flush();
            }
            return bytes(document);
        } catch (CarefulRenderer.TooSlow e) {
            throw new FileRefused(FileRefusal.TOO_COMPLEX);
        } catch (IOException e) {
            throw new FileRefused(FileRefusal.DAMAGED);
        }
    }

    private static PDDocument empty() {
        return new PDDocument(MemoryUsageSetting.setupMainMemoryOnly().streamCache);
    }

    private static void add(PDDocument document, BufferedImage picture) throws IOException {
        float across =
                picture.getWidth() > picture.getHeight() ? PDRectangle.A4.getHeight() : PDRectangle.A4.getWidth();
        float down = across * picture.getHeight() / picture.getWidth();
        PDPage page = new PDPage(new PDRectangle(across, down));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.drawImage(JPEGFactory.createFromByteArray(document, Pictures.jpeg(picture)), 0, 0, across, down);
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
