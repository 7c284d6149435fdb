package io.equiveil.proofs;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/// One signature line of a signed note: `— <key name> base64(uint32 key id || signature)`.
///
/// Says what was claimed, not that it is right: see [SignedNote#check].
public final class NoteSignature {

    private final String keyName;
    private final int keyId;
    private final byte[] signature;

    NoteSignature(String keyName, int keyId, byte[] signature) {
        this.keyName = keyName;
        this.keyId = keyId;
        this.signature = signature;
    }

    /// Puts a finished signature on a line. For an Ed25519 key: the 64 bytes over the note text. For a cosignature:
    /// what [Cosignature#timestamped] returns.
    public static NoteSignature of(VerifierKey key, byte[] signature) {
        return new NoteSignature(key.name(), key.id(), signature.clone());
    }

    public String keyName() {
        return keyName;
    }

    public int keyId() {
        return keyId;
    }

    /// A copy of the signature bytes without the key id.
    public byte[] signature() {
        return signature.clone();
    }

    /// The line as it stands in the note, newline included.
    public String line() {
        byte[] blob = ByteBuffer.allocate(4 + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return SignedNote.DASH + keyName + " " + StrictBase64.encode(blob) + "\n";
    }

    boolean claims(VerifierKey key) {
        return keyId == key.id() && keyName.equals(key.name());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyId == that.keyId
                && keyName.equals(that.keyName)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyName, keyId, Arrays.hashCode(signature));
    }

    @Override
    public String toString() {
        return "NoteSignature[" + keyName + "+" + VerifierKey.hex(keyId) + "]";
    }
}
