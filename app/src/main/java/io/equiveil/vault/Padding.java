package io.equiveil.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Opaque content with its length in front (4 bytes, big-endian) and zeros behind, up to a bucket.
final class Padding {

    private Padding() {}

    static byte[] pad(byte[] content) {
        return ByteBuffer.allocate(LengthBuckets.ofValue(4 + content.length))
                .putInt(content.length)
                .put(content)
                .array();
    }

    static byte @Nullable [] strip(byte[] padded) {
        if (padded.length < 4) {
            return null;
        }
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - 4) {
            return null;
        }
        return Arrays.copyOfRange(padded, 4, 4 + length);
    }
}
