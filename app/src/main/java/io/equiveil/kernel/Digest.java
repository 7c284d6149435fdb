package io.equiveil.kernel;

import java.util.Arrays;
import java.util.HexFormat;

/// A 32 byte hash or message authentication code. Compared in constant time.
public final class Digest {

    /// Length in bytes.
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Copies 32 bytes.
    ///
    /// @throws IllegalArgumentException if there are not exactly 32
    public static Digest of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a digest has 32 bytes but there were " + bytes.length);
        }
        return new Digest(bytes.clone());
    }

    /// Returns a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Returns 64 lower-case hexadecimal digits.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && java.security.MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
