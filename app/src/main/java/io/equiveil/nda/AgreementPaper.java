package io.equiveil.nda;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.nda.AgreementTemplate.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts an agreement onto paper, in memory only: the words as HTML become a PDF (A4), and every page gets its
/// [foot][PaperFeet]. The last page holds the signature boxes at fixed places: two,
/// or one for an undertaking.
final class AgreementPaper {

    /// Where the boxes stand on the last page, in points from the top left corner.
    record Box(float x, float y, float width, float height) {}

    static final Box PARTY_BOX = new Box(74, 196, 196, 118);
    static final Box FIRM_BOX = new Box(325, 196, 196, 118);

    static final String FONT = "nda/fonts/NotoSansSC-Regular.ttf";

    static {
        XRLog.setLoggingEnabled(false);
    }

    /// A text to be put onto paper.
    ///
    /// @param salt   random, printed on the last page: without it the hash would tell whoever guesses a name right
    /// @param lists  items of list fields
    /// @param fields text of other fields; every field of the template must be there
    record Words(
            AgreementKind kind,
            Locale locale,
            String number,
            boolean mutual,
            String salt,
            Map<String, List<String>> lists,
            Map<String, Cleartext> fields) {}

    /// What came out.
    ///
    /// @param textHash SHA-256 over the salt and the printed words, one a line: the version hash at the foot
    ///                 of every page
    record Printed(byte[] pdf, int pages, String textHash) {}

    /// @throws IllegalStateException if the template names a field that is not given
    Printed write(Words words) {
        AgreementTemplate template = AgreementTemplate.of(words.kind(), words.locale());
        List<Block> blocks = template.filled(words.lists(), words.fields(), words.mutual());
        String said = blocks.stream()
                .map(block -> block.text().revealForDisplay())
                .collect(Collectors.joining("\n", words.salt() + "\n", ""));
        String textHash = Digest.sha256(said.getBytes(StandardCharsets.UTF_8)).hex();
        String html = AgreementLayout.html(template, words.kind(), words.number(), blocks);
        return PaperFeet.printed(pdf(html), template.isEnglish(), words.number(), words.salt(), textHash);
    }

    /// Makes pages of HTML, in our own letters.
    static byte[] pdf(String html) {
        try (ByteArrayOutputStream plain = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFont(() -> resource(FONT), "sc")
                    .withHtmlContent(html, null)
                    .withProducer("EquiVeil")
                    .toStream(plain)
                    .run();
            return plain.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static InputStream resource(String name) {
        InputStream in = AgreementPaper.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("missing resource " + name);
        }
        return in;
    }
}
