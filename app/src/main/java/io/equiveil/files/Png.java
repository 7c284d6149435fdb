package io.equiveil.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What a PNG is made of: a signature and chunks (length, name, content, check), W3C PNG 5.2 and 5.3.
final class Png {

    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;
    private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final String LAST = "IEND";

    private Png() {}

    /// The same picture without anything that is told about it: packed texts and colour profiles can unpack to far more
    /// than memory holds, and nobody would ever see them.
    ///
    /// @throws FileRefused if it is not made of chunks
    static byte[] onlyThePicture(byte[] png) throws FileRefused {
        ByteBuffer file = ByteBuffer.wrap(png);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
        kept.write(png, 0, SIGNATURE);
        int at = SIGNATURE;
        while (at + FRAME <= png.length) {
            int length = file.getInt(at);
            String name = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > png.length - at - FRAME) {
                throw new FileRefused(FileRefusal.DAMAGED);
            }
            if (PICTURE.contains(name)) {
                kept.write(png, at, length + FRAME);
            }
            if (name.equals(LAST)) {
                return kept.toByteArray();
            }
            at += length + FRAME;
        }
        throw new FileRefused(FileRefusal.DAMAGED);
    }

    /// Pixels that its head claims; -1 if it is no PNG.
    static long pixels(byte[] png) {
        boolean is = png.length >= 24 && png[0] == (byte) 0x89 && png[1] == 'P' && png[2] == 'N' && png[3] == 'G';
        ByteBuffer head = ByteBuffer.wrap(png);
        return is ? (long) head.getInt(16) * head.getInt(20) : -1;
    }
}
