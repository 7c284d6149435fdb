package io.equiveil.proofs;

/// Hash of one entry: `SHA-256(0x00 || leaf data)` (RFC 6962, section 2.1).
public final class LeafHash extends Digest {

    private LeafHash(byte[] bytes) {
        super(bytes);
    }

    /// Hashes the data of a leaf.
    public static LeafHash ofData(byte[] leafData) {
        return new LeafHash(new Hasher().leaf(leafData));
    }

    /// Takes 32 bytes that already are a leaf hash, for instance from a stored row.
    ///
    /// @throws IllegalArgumentException if there are not exactly 32 bytes
    public static LeafHash ofBytes(byte[] bytes) {
        return new LeafHash(bytes.clone());
    }

    /// @throws MalformedException if the text is not canonical base64 of 32 bytes
    public static LeafHash parse(String base64) throws MalformedException {
        return new LeafHash(checked(StrictBase64.decode(base64)));
    }

    /// The same bytes as the hash of a tree with this single leaf.
    public TreeHash asTree() {
        return TreeHash.ofBytes(raw());
    }
}
