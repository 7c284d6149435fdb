package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.util.Arrays;

/// 32 bytes of SHA-256 whose Java type says what was hashed, so that a leaf is never compared with a root by
/// accident.
///
/// Immutable; equal only to the same bytes of the same type.
public abstract sealed class Digest permits LeafHash, TreeHash, PartHash, Commitment {

    /// Length of every digest in bytes.
    public static final int LENGTH = 32;

    private final byte[] bytes;

    /// @throws IllegalArgumentException if there are not exactly 32 bytes
    Digest(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a digest has 32 bytes but got " + bytes.length);
        }
        this.bytes = bytes;
    }

    static byte[] checked(byte[] bytes) throws MalformedException {
        if (bytes.length != LENGTH) {
            throw new MalformedException(Fault.HASH_LENGTH, bytes.length + " bytes");
        }
        return bytes;
    }

    /// A copy of the 32 bytes.
    public final byte[] bytes() {
        return bytes.clone();
    }

    final byte[] raw() {
        return bytes;
    }

    /// The bytes in standard base64 with padding: 44 characters.
    public final String base64() {
        return StrictBase64.encode(bytes);
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass() && Arrays.equals(bytes, ((Digest) other).bytes);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + base64() + "]";
    }
}
