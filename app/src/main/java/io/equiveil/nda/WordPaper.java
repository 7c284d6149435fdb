package io.equiveil.nda;

import io.equiveil.files.FileRefusal;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.PagesResult;
import io.equiveil.files.WordTemplate;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.nda.AgreementPaper.Printed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.stereotype.Component;

/// Puts an agreement onto paper whose words the firm wrote itself, in Word: the filled document becomes pages, our
/// signing page follows, and every page gets the same foot as our own text, so that it is signed, printed, matched and
/// verified in the same ways. Works in memory only.
@Component
class WordPaper {

    private static final float DOTS_PER_INCH = 60;
    private static final int PALE = 150;

    private final IncomingFiles files;

    WordPaper(IncomingFiles files) {
        this.files = files;
    }

    /// What goes into it.
    ///
    /// @param template hash of the template's file, part of the version hash
    /// @param lists    items of list fields
    /// @param fields   text of other fields
    record Words(
            WordSlot slot,
            Digest template,
            String number,
            boolean mutual,
            String salt,
            Map<String, List<String>> lists,
            Map<String, Cleartext> fields) {}

    /// What came of it.
    sealed interface Outcome {

        /// @param word the filled document
        record Made(Printed printed, byte[] word, boolean footFree) implements Outcome {}

        record Refused(FileRefusal because) implements Outcome {}
    }

    /// @throws IllegalStateException if the template has a place that nothing fills
    Outcome write(WordTemplate template, Words words) {
        boolean english = words.slot().locale().getLanguage().equals("en");
        WordTemplate.Filled filled = template.filled(name -> value(words, name, english));
        return switch (files.pagesOf(filled)) {
            case PagesResult.Refused(var because) -> new Outcome.Refused(because);
            case PagesResult.Made(var pdf, var _) -> {
                String said = filled.paragraphs().stream()
                        .map(Cleartext::revealForDisplay)
                        .collect(Collectors.joining(
                                "\n", words.salt() + "\n" + words.template().hex() + "\n", ""));
                String hash =
                        Digest.sha256(said.getBytes(StandardCharsets.UTF_8)).hex();
                byte[] signing = AgreementPaper.pdf(
                        AgreementLayout.signingPage(english, words.slot().kind(), words.number()));
                yield new Outcome.Made(
                        PaperFeet.printed(joined(pdf, signing), english, words.number(), words.salt(), hash),
                        filled.file(),
                        footFree(pdf));
            }
        };
    }

    private static Optional<WordTemplate.Value> value(Words words, String name, boolean english) {
        return WordField.of(words.slot().kind(), name).flatMap(field -> switch (field) {
            case MUTUAL -> Optional.of(new WordTemplate.Value.Condition(words.mutual()));
            case CLASSES, MEASURES ->
                Optional.of(new WordTemplate.Value.Lines(
                        words.lists().getOrDefault(field.key(), List.of()), english ? "; " : "；"));
            case SIGNING ->
                Optional.of(new WordTemplate.Value.Text(Cleartext.of(
                        AgreementTemplate.of(words.slot().kind(), words.slot().locale())
                                .signing())));
            default -> Optional.ofNullable(words.fields().get(field.key())).map(WordTemplate.Value.Text::new);
        });
    }

    /// The pages of both, without links to click on and without anything that runs when it is opened.
    private static byte[] joined(byte[] text, byte[] signing) {
        try (PDDocument all = new PDDocument();
                PDDocument first = Loader.loadPDF(text);
                PDDocument second = Loader.loadPDF(signing);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDFMergerUtility merger = new PDFMergerUtility();
            merger.appendDocument(all, first);
            merger.appendDocument(all, second);
            for (PDPage page : all.getPages()) {
                page.setAnnotations(List.of());
            }
            all.getDocumentCatalog().setOpenAction(null);
            PDDocumentInformation information = new PDDocumentInformation();
            information.setProducer("EquiVeil");
            all.setDocumentInformation(information);
            all.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether nothing stands where the foot of a page goes.
    private static boolean footFree(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage picture = renderer.renderImageWithDPI(page, DOTS_PER_INCH, ImageType.GRAY);
                int top = picture.getHeight() - Math.round(PaperFeet.HEIGHT * DOTS_PER_INCH / 72);
                for (int y = top; y < picture.getHeight(); y++) {
                    for (int x = 0; x < picture.getWidth(); x++) {
                        if (picture.getRaster().getSample(x, y, 0) < PALE) {
                            return false;
                        }
                    }
                }
            }
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
