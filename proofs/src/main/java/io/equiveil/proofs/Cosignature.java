package io.equiveil.proofs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A witness's statement (tlog-cosignature, Ed25519): at this time, the largest consistent tree I have seen of this
/// log is this one.
public final class Cosignature {

    /// Bytes of a time stamp and an Ed25519 signature.
    public static final int LENGTH = Long.BYTES + 64;

    private Cosignature() {}

    /// The bytes that the witness signs.
    ///
    /// @param timestamp seconds since 1970; at least 1
    /// @param noteText  the text of the checkpoint with its final newline
    public static byte[] message(long timestamp, String noteText) {
        // cosignature/v1        keeps this apart from every other message the key may sign
        // time <timestamp>      decimal, no leading zero
        // <note text>
        return ("cosignature/v1\ntime " + checked(timestamp) + "\n" + noteText).getBytes(StandardCharsets.UTF_8);
    }

    /// The signature bytes for [NoteSignature#of]: the time in eight bytes, then the 64 bytes of Ed25519.
    public static byte[] timestamped(long timestamp, byte[] ed25519) {
        if (ed25519.length != 64) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes but got " + ed25519.length);
        }
        return ByteBuffer.allocate(LENGTH)
                .putLong(checked(timestamp))
                .put(ed25519)
                .array();
    }

    /// When a verified cosignature was made, in seconds since 1970.
    ///
    /// @throws IllegalArgumentException if the line is not as long as a cosignature
    public static long timestampOf(NoteSignature signature) {
        byte[] bytes = signature.signature();
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("not a cosignature: " + bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    private static long checked(long timestamp) {
        if (timestamp < 1) {
            throw new IllegalArgumentException("a cosignature's time is at least 1 but was " + timestamp);
        }
        return timestamp;
    }
}
