package io.equiveil.files;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads the QR codes in a picture. What they say is believed by nobody here.
final class QrReader {

    private static final float[] SOFT = {1 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 4 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 1 / 16f
    };

    private QrReader() {}

    /// A point in a picture, in dots.
    record Corner(double x, double y) {}

    /// A code and where it is.
    ///
    /// @param corners middles of its three large marks, and of the small one if it was found
    record Seen(String says, List<Corner> corners) {}

    static List<String> read(BufferedImage picture) {
        return seen(picture).stream().map(Seen::says).toList();
    }

    /// A picture with much noise in it, as telephones make in the evening, says more once it is softened a little.
    static List<Seen> seen(BufferedImage picture) {
        List<Seen> seen = seenIn(picture);
        return seen.isEmpty() ? seenIn(new ConvolveOp(new Kernel(3, 3, SOFT)).filter(picture, null)) : seen;
    }

    private static List<Seen> seenIn(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        List<Seen> seen = new ArrayList<>();
        try {
            for (Result found :
                    new QRCodeMultiReader().decodeMultiple(bitmap, Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))) {
                seen.add(new Seen(
                        found.getText(),
                        Arrays.stream(found.getResultPoints())
                                .map(point -> new Corner(point.getX(), point.getY()))
                                .toList()));
            }
        } catch (NotFoundException none) {
            return List.of();
        } catch (ReaderException unreadable) {
            return seen;
        }
        return seen;
    }
}
