package io.equiveil.nda;

import io.equiveil.files.FilesInTests;
import io.equiveil.frame.Display;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Signed papers for tests.
public final class PapersInTests {

    private PapersInTests() {}

    /// Takes in photographs, signed today, in cabinet one.
    public static AgreementResult takeIn(
            Agreements agreements, Requester.SignedIn who, AgreementId id, byte[]... photographs) {
        return takeIn(agreements, who, id, LocalDate.now(Display.SHANGHAI), "档案柜一", photographs);
    }

    static AgreementResult takeIn(
            Agreements agreements,
            Requester.SignedIn who,
            AgreementId id,
            LocalDate signedOn,
            String place,
            byte[]... photographs) {
        try {
            return agreements.takeInPaper(who, id, FilesInTests.of(photographs), signedOn, Cleartext.of(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Photographs of all pages of a print.
    static List<byte[]> photographed(byte[] pdf) {
        List<byte[]> pages = new ArrayList<>();
        try (var document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                pages.add(jpeg(renderer.renderImageWithDPI(page, 170)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return out.toByteArray();
    }
}
