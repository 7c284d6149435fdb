package io.equiveil.proofs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One reusable SHA-256 with the prefixes of RFC 6962; not safe for several threads at once.
///
/// The prefix keeps leaves and nodes apart: without it, a node's 64 bytes could be passed off as an entry.
final class Hasher {

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    byte[] leaf(byte[] data) {
        sha256.update(LEAF);
        return sha256.digest(data);
    }

    byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }
}
