package io.equiveil.identity;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/// A QR code as the path of an inline SVG: no picture has to be fetched, so none is in any cache or log.
///
/// @param size modules per side, quiet zone included
/// @param path for the `d` attribute; dark modules, one unit each
public record QrPicture(int size, String path) {

    private static final int QUIET_ZONE = 4;

    /// @throws IllegalArgumentException if the text is too long for a QR code
    public static QrPicture of(String text) {
        try {
            BitMatrix bits = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8",
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M));
            return new QrPicture(bits.getWidth(), path(bits));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters");
        }
    }

    /// One stroke per run of dark modules in a row.
    private static String path(BitMatrix bits) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < bits.getHeight(); y++) {
            int x = 0;
            while (x < bits.getWidth()) {
                if (!bits.get(x, y)) {
                    x++;
                    continue;
                }
                int start = x;
                while (x < bits.getWidth() && bits.get(x, y)) {
                    x++;
                }
                int run = x - start;
                path.append('M')
                        .append(start)
                        .append(' ')
                        .append(y)
                        .append('h')
                        .append(run)
                        .append("v1h-")
                        .append(run)
                        .append('z');
            }
        }
        return path.toString();
    }
}
