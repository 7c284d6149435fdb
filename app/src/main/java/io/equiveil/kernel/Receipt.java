package io.equiveil.kernel;

import java.nio.ByteBuffer;
import java.time.Instant;

/// A signed promise that an entry is durable and will be in the tree within a second.
///
/// @param intake   the entry's number on arrival (not its index in the log)
/// @param leafHash RFC 6962 hash of the public leaf
/// @param at       when it was recorded
/// @param binding  what the entry was recorded for: a hash over the exact addresses and fields of a release, or of
/// nothing
/// @param mac      over all of the above, under a key that the database does not hold
public record Receipt(long intake, Digest leafHash, Instant at, Digest binding, Digest mac) {

    /// The bytes that the MAC covers (`docs/spec/warrant.md`). All fields have a fixed length, so that no two receipts
    /// share them.
    ///
    /// @return 84 bytes: intake, leaf hash, seconds, nanoseconds, binding; numbers big-endian
    public static byte[] authenticated(long intake, Digest leafHash, Instant at, Digest binding) {
        return ByteBuffer.allocate(84)
                .putLong(intake)
                .put(leafHash.bytes())
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .put(binding.bytes())
                .array();
    }

    /// The bytes that this receipt's MAC covers.
    public byte[] authenticated() {
        return authenticated(intake, leafHash, at, binding);
    }
}
