package io.equiveil.nda;

import io.equiveil.nda.AgreementResult.Fault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/// A signature drawn with a finger, as a PNG. Looked at before it is put into an agreement.
final class Handwriting {

    private static final int LARGEST = 512 * 1024;
    private static final int WIDEST = 2400;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private Handwriting() {}

    /// Why it cannot be taken; empty if it can. A blank sheet is no signature: at least two hundred
    /// points of ink.
    static Optional<Fault> faultOf(byte[] png) {
        if (png.length == 0) {
            return Optional.of(Fault.HANDWRITING_EMPTY);
        }
        if (png.length > LARGEST || png.length < 24 || !startsAsPng(png) || tooWide(png)) {
            return Optional.of(Fault.HANDWRITING_NOT_A_PICTURE);
        }
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            if (picture == null) {
                return Optional.of(Fault.HANDWRITING_NOT_A_PICTURE);
            }
            return ink(picture) < 200 ? Optional.of(Fault.HANDWRITING_EMPTY) : Optional.empty();
        } catch (IOException notAPicture) {
            return Optional.of(Fault.HANDWRITING_NOT_A_PICTURE);
        }
    }

    private static boolean startsAsPng(byte[] bytes) {
        for (int i = 0; i < PNG.length; i++) {
            if (bytes[i] != PNG[i]) {
                return false;
            }
        }
        return true;
    }

    // The header says width and height at bytes 16 to 23; read before decoding, so that a bomb is never inflated.
    private static boolean tooWide(byte[] png) {
        return number(png, 16) > WIDEST || number(png, 20) > WIDEST || number(png, 16) < 20 || number(png, 20) < 20;
    }

    private static long number(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static int ink(BufferedImage picture) {
        int points = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int argb = picture.getRGB(x, y);
                boolean visible = (argb >>> 24) > 64;
                boolean dark = ((argb >> 16 & 0xff) + (argb >> 8 & 0xff) + (argb & 0xff)) < 480;
                if (visible && dark) {
                    points++;
                }
            }
        }
        return points;
    }
}
