package io.equiveil.proofs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/// One part of an entry in the open: what it says, under a fresh nonce.
///
/// The nonce (32 random bytes, never used twice) keeps anybody from guessing the body from its hash: an entry says
/// few and predictable things. Once the nonce is destroyed, the hash tells nothing any more, and the log still
/// verifies.
///
/// It does not print itself: the body may speak about a person.
public final class EntryPart {

    /// Label of part 0: what the firm itself must be able to show after every erasure.
    public static final String FIRM = "firm";

    /// Label of a part whose nonce dies with the key of the person it is about.
    public static final String SUBJECT = "subject";

    public static final int NONCE_LENGTH = 32;
    public static final int MAX_LABEL_BYTES = 64;
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final byte[] DOMAIN = "equiveil/part/v1\0".getBytes(StandardCharsets.US_ASCII);

    private final String label;
    private final byte[] nonce;
    private final byte[] body;

    /// @param label [#FIRM], [#SUBJECT] or another word: 1 to 64 characters out of a-z, 0-9 and `-`
    /// @param nonce 32 bytes from a secure random source
    /// @param body  canonical JSON ([CanonicalJson#write]), at most 1 MiB
    /// @throws IllegalArgumentException if a length is out of bounds or the label has other characters
    public EntryPart(String label, byte[] nonce, byte[] body) {
        if (!isLabel(label)) {
            throw new IllegalArgumentException("a label has 1 to 64 characters out of a-z, 0-9 and '-'");
        }
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has 32 bytes but got " + nonce.length);
        }
        if (body.length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("a body has at most 1 MiB but got " + body.length + " bytes");
        }
        this.label = label;
        this.nonce = nonce.clone();
        this.body = body.clone();
    }

    static boolean isLabel(String label) {
        return label.matches("[a-z0-9-]{1," + MAX_LABEL_BYTES + "}");
    }

    /// SHA-256 over the bytes drawn below. Every variable length is in front of its bytes, so no two parts share
    /// one encoding.
    public PartHash hash() {
        // "equiveil/part/v1" 00 | nonce (32) | uint16 label length | label | uint32 body length | body
        byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha256 = Hasher.sha256();
        sha256.update(DOMAIN);
        sha256.update(nonce);
        sha256.update(ByteBuffer.allocate(2).putShort((short) labelBytes.length).array());
        sha256.update(labelBytes);
        sha256.update(ByteBuffer.allocate(4).putInt(body.length).array());
        return PartHash.ofBytes(sha256.digest(body));
    }

    public String label() {
        return label;
    }

    public byte[] nonce() {
        return nonce.clone();
    }

    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryPart that
                && label.equals(that.label)
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, Arrays.hashCode(nonce), Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "EntryPart[" + label + ", " + body.length + " bytes]";
    }
}
