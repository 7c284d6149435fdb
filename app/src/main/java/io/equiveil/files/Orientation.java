package io.equiveil.files;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Which way up a camera held the picture: tag 0x0112 of Exif (CIPA DC-008), values 1 to 8.
final class Orientation {

    private static final int TAG = 0x0112;

    private Orientation() {}

    /// 1 (upright) unless the file says otherwise in a way that makes sense.
    static int of(byte[] content, FileNature nature) {
        try {
            return switch (nature) {
                case JPEG -> inJpeg(ByteBuffer.wrap(content));
                case PNG -> inPng(ByteBuffer.wrap(content));
                // The format turns its pictures itself (irot, imir); what Exif says beside that is to be ignored.
                case PDF, HEIC, PACKAGE, COMPOUND -> 1;
            };
        } catch (RuntimeException e) {
            // A broken note about the picture is no reason to refuse the picture.
            return 1;
        }
    }

    private static int inJpeg(ByteBuffer file) {
        int at = 2;
        while (at + 4 <= file.limit() && (file.get(at) & 0xff) == 0xff) {
            int marker = file.get(at + 1) & 0xff;
            int length = file.getShort(at + 2) & 0xffff;
            if (marker == 0xda || marker == 0xd9) {
                return 1;
            }
            if (marker == 0xe1 && length > 16 && file.getInt(at + 4) == 0x45786966) {
                return inTiff(file.slice(at + 10, length - 8));
            }
            at += 2 + length;
        }
        return 1;
    }

    private static int inPng(ByteBuffer file) {
        int at = 8;
        while (at + 12 <= file.limit()) {
            int length = file.getInt(at);
            int type = file.getInt(at + 4);
            if (type == 0x65584966) {
                return inTiff(file.slice(at + 8, length));
            }
            if (type == 0x49444154 || length < 0) {
                return 1;
            }
            at += 12 + length;
        }
        return 1;
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /// Turns a picture of this size upright.
    static AffineTransform transform(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
