package io.equiveil.nda;

import io.equiveil.nda.AgreementResult.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A photograph or scan of a signed paper. Only what can be shown again is taken.
final class Scan {

    private static final int LARGEST = 40 * 1024 * 1024;
    private static final long MOST_POINTS = 60_000_000L;

    private Scan() {}

    /// Why it cannot be taken; empty if it can.
    static Optional<Fault> faultOf(byte[] scan) {
        if (scan.length > LARGEST) {
            return Optional.of(Fault.SCAN_TOO_LARGE);
        }
        if (scan.length > 4 && scan[0] == '%' && scan[1] == 'P' && scan[2] == 'D' && scan[3] == 'F') {
            return pdfFault(scan);
        }
        return pictureFault(scan);
    }

    private static Optional<Fault> pdfFault(byte[] scan) {
        try (PDDocument document = Loader.loadPDF(scan)) {
            boolean readable = !document.isEncrypted() && document.getNumberOfPages() > 0;
            return readable ? Optional.empty() : Optional.of(Fault.SCAN_NOT_READABLE);
        } catch (IOException broken) {
            return Optional.of(Fault.SCAN_NOT_READABLE);
        }
    }

    private static Optional<Fault> pictureFault(byte[] scan) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(scan))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.of(Fault.SCAN_NOT_READABLE);
            }
            ImageReader reader = readers.next();
            try {
                String format = reader.getFormatName();
                reader.setInput(in);
                long points = (long) reader.getWidth(0) * reader.getHeight(0);
                boolean known = format.equalsIgnoreCase("jpeg") || format.equalsIgnoreCase("png");
                if (!known || points > MOST_POINTS) {
                    return Optional.of(Fault.SCAN_NOT_READABLE);
                }
                return Optional.empty();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.of(Fault.SCAN_NOT_READABLE);
        }
    }
}
