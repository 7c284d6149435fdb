package io.equiveil.verifier;

import java.io.IOException;
import java.io.InputStream;

/// Reads no more than can be right, so that a hostile server or file cannot fill the memory.
final class Bounded {

    private Bounded() {}

    /// @throws TooLargeException if there is more than the limit
    static byte[] read(InputStream stream, int limit) throws IOException {
        byte[] bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new TooLargeException();
        }
        return bytes;
    }

    /// There are more bytes than the format allows.
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
