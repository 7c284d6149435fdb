package io.equiveil.proofs;

/// Hash of one part of an entry: see [EntryPart#hash].
public final class PartHash extends Digest {

    private PartHash(byte[] bytes) {
        super(bytes);
    }

    /// @throws IllegalArgumentException if there are not exactly 32 bytes
    public static PartHash ofBytes(byte[] bytes) {
        return new PartHash(bytes.clone());
    }

    /// @throws MalformedException if the text is not canonical base64 of 32 bytes
    public static PartHash parse(String base64) throws MalformedException {
        return new PartHash(checked(StrictBase64.decode(base64)));
    }
}
