package io.equiveil.proofs;

/// Hash of a subtree or of a whole tree: `SHA-256(0x01 || left || right)` (RFC 6962, section 2.1).
public final class TreeHash extends Digest {

    private static final TreeHash EMPTY = new TreeHash(Hasher.sha256().digest());

    private TreeHash(byte[] bytes) {
        super(bytes);
    }

    static TreeHash wrap(byte[] bytes) {
        return new TreeHash(bytes);
    }

    /// Root of the tree without leaves: the hash of the empty string.
    public static TreeHash ofEmptyTree() {
        return EMPTY;
    }

    /// Hashes two neighbours into their parent.
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        return new TreeHash(new Hasher().node(left.raw(), right.raw()));
    }

    /// @throws IllegalArgumentException if there are not exactly 32 bytes
    public static TreeHash ofBytes(byte[] bytes) {
        return new TreeHash(bytes.clone());
    }

    /// @throws MalformedException if the text is not canonical base64 of 32 bytes
    public static TreeHash parse(String base64) throws MalformedException {
        return new TreeHash(checked(StrictBase64.decode(base64)));
    }
}
