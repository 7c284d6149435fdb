package io.equiveil.proofs;

/// What an entry commits to: the hash over the list of its part hashes. See [Entry#commitment].
public final class Commitment extends Digest {

    private Commitment(byte[] bytes) {
        super(bytes);
    }

    /// @throws IllegalArgumentException if there are not exactly 32 bytes
    public static Commitment ofBytes(byte[] bytes) {
        return new Commitment(bytes.clone());
    }

    /// @throws MalformedException if the text is not canonical base64 of 32 bytes
    public static Commitment parse(String base64) throws MalformedException {
        return new Commitment(checked(StrictBase64.decode(base64)));
    }
}
