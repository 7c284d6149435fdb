package io.equiveil.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExampleDocumentsTests {

    @ParameterizedTest
    @EnumSource
    void everyShippedDocumentIsTheOneWhoseOriginAndLicenceAreNoted(PublicDocument document) throws Exception {
        byte[] content = document.bytes();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        String name = document.sent().fileName();
        assertThat(readme()).contains("| `" + name + "` |").contains(hash + "  " + name);
        try (PDDocument pdf = Loader.loadPDF(content)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(document.pages());
        }
    }

    private static String readme() throws IOException {
        try (InputStream text = Objects.requireNonNull(
                ExampleDocumentsTests.class.getResourceAsStream("/evidence/documents/README.md"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
