package io.equiveil.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Converters converters;

    Papers(Watermark watermark, Converters converters) {
        this.watermark = watermark;
        this.converters = converters;
    }

    /// A file as it was sent.
    record Sent(String fileName, byte[] content) {}

    /// @param stamp what every page of an identity document says, burned in; empty for other documents
    /// @throws FileRefused if it cannot be taken in, with the reason
    Paper of(List<Sent> files, Optional<String> stamp, Progress progress) throws FileRefused {
        if (files.isEmpty()) {
            throw new FileRefused(FileRefusal.EMPTY);
        }
        List<FileNature> natures = new ArrayList<>();
        for (Sent file : files) {
            natures.add(FileNature.of(file.content(), file.fileName()));
        }
        if (!natures.stream().allMatch(FileNature::isPicture) && files.size() > 1) {
            throw new FileRefused(FileRefusal.MIXED);
        }
        if (files.size() > IncomingFiles.MOST_PHOTOS) {
            throw new FileRefused(FileRefusal.TOO_MANY_PHOTOS);
        }
        byte[] first = files.getFirst().content();
        return switch (natures.getFirst()) {
            case JPEG, PNG, HEIC -> Paper.of(PaperKind.PHOTOS, photos(files, natures, stamp, progress), files.size());
            case PDF -> pdf(first, stamp);
            case PACKAGE -> office(first, OfficePackage.look(first), stamp, progress);
            case COMPOUND -> office(first, OldOfficeFile.look(first), stamp, progress);
        };
    }

    private Paper pdf(byte[] pdf, Optional<String> stamp) throws FileRefused {
        int pages = pages(pdf, stamp);
        return Paper.of(PaperKind.PDF, stamp.isEmpty() ? pdf : stamped(pdf, pages, stamp.get()), pages);
    }

    /// What the converter made deserves no more trust than what was sent.
    private Paper office(byte[] content, OfficeFile file, Optional<String> stamp, Progress progress)
            throws FileRefused {
        progress.at(Progress.Step.CONVERTING, 0, 1);
        byte[] pdf = converters.pdf(
                file.format() == OfficeFormat.XLSX ? WideSheets.fitted(content) : content, file.format());
        progress.at(Progress.Step.CHECKING, 1, 1);
        int pages = pages(pdf, stamp);
        // An identity document is kept as stamped pages only.
        return stamp.isPresent()
                ? Paper.of(file.format().kind(), stamped(pdf, pages, stamp.get()), pages)
                : new Paper(file.format().kind(), pdf, pages, Optional.of(content), file.pointsElsewhere());
    }

    private static int pages(byte[] pdf, Optional<String> stamp) throws FileRefused {
        return PdfCheck.pages(pdf, stamp.isPresent() ? IncomingFiles.MOST_IDENTITY_PAGES : IncomingFiles.MOST_PAGES);
    }

    private byte[] photos(List<Sent> files, List<FileNature> natures, Optional<String> stamp, Progress progress)
            throws FileRefused {
        try (PDDocument document = empty()) {
            for (int i = 0; i < files.size(); i++) {
                progress.at(Progress.Step.CONVERTING, i, files.size());
                BufferedImage picture = upright(files.get(i).content(), natures.get(i));
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

    private BufferedImage upright(byte[] content, FileNature nature) throws FileRefused {
        if (nature != FileNature.HEIC) {
            return Pictures.upright(content, nature);
        }
        byte[] jpeg = converters.jpeg(content);
        try {
            return Pictures.upright(jpeg, FileNature.HEIC);
        } finally {
            Arrays.fill(jpeg, (byte) 0);
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
