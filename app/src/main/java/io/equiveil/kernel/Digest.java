package io.equiveil.kernel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    /// SHA-256 (FIPS 180-4). Whoever can guess the bytes can confirm the guess: what is secret is never merely hashed.
    public static Digest sha256(byte[] bytes) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
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
        return other instanceof Digest that && MessageDigest.isEqual(bytes, that.bytes);
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
