package io.equiveil.proofs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// The public face of an entry, format v1: always 33 bytes, `0x01 || commitment`.
///
/// Constant size and a nonce in every part: the public log shows that something happened, not what or to whom.
public final class Entry {

    /// Length of the leaf data in bytes.
    public static final int LEAF_LENGTH = 33;

    /// Format byte of this version.
    public static final byte FORMAT = 0x01;

    public static final int MAX_PARTS = 1024;

    private static final byte[] DOMAIN = "equiveil/entry/v1\0".getBytes(StandardCharsets.US_ASCII);

    private Entry() {}

    /// Commits to the parts in their order: `SHA-256("equiveil/entry/v1" 00 || uint16 n || hash 1 … hash n)`.
    ///
    /// @param parts 1 to 1,024; part 0 is the firm's
    /// @throws IllegalArgumentException if there are none or too many
    public static Commitment commitment(List<PartHash> parts) {
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("an entry has 1 to 1024 parts but got " + parts.size());
        }
        MessageDigest sha256 = Hasher.sha256();
        sha256.update(DOMAIN);
        // The number in front keeps a list apart from a shorter one with something appended.
        sha256.update(ByteBuffer.allocate(2).putShort((short) parts.size()).array());
        parts.forEach(part -> sha256.update(part.raw()));
        return Commitment.ofBytes(sha256.digest());
    }

    /// The 33 bytes that go into the log.
    public static byte[] leaf(Commitment commitment) {
        return ByteBuffer.allocate(LEAF_LENGTH)
                .put(FORMAT)
                .put(commitment.raw())
                .array();
    }

    /// What a leaf of the log commits to.
    ///
    /// @throws MalformedException if the leaf is not of format v1
    public static Commitment commitmentOf(byte[] leaf) throws MalformedException {
        if (leaf.length != LEAF_LENGTH || leaf[0] != FORMAT) {
            throw new MalformedException(MalformedException.Fault.ENTRY_FORMAT, leaf.length + " bytes");
        }
        return Commitment.ofBytes(Arrays.copyOfRange(leaf, 1, LEAF_LENGTH));
    }
}
