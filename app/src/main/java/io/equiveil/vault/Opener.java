package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.springframework.modulith.NamedInterface;

/// Opens sealed groups, one warrant at a time. Only the disclosure room may import this interface.
///
/// Guarantees: nothing is opened that the warrant does not name; a warrant works once, on this node, and only until it
/// expires; every open re-reads the key's state in the statement that fetches the ciphertext.
/// Does not protect against code that runs inside this process (see SECURITY.md).
@NamedInterface("opener")
public interface Opener {

    /// Opens what a warrant names.
    ///
    /// @param warrant at most 256 items; carries the ledger receipt of this very release
    /// @return per address the value, or the reason, which is safe to log
    Map<Address, Opened> open(Warrant warrant);

    /// What came of opening a group. Tampering and a destroyed key are expected events with their own screens, so they
    /// are values and not exceptions.
    sealed interface Opened {

        /// Exactly the fields that the warrant names and that exist; masks if the warrant names the mask.
        record Value(Map<String, Cleartext> fields) implements Opened {}

        /// A document as a stream that verifies every chunk before it gives it out; the reader closes it. A broken
        /// chunk surfaces as [TamperedStream].
        record Stream(InputStream content) implements Opened {}

        /// Nothing is sealed at this address.
        record Absent() implements Opened {}

        /// The stored bytes are not what was sealed here.
        record Tampered() implements Opened {}

        /// The key was destroyed.
        record KeyDestroyed(Instant closedAt) implements Opened {}

        /// The warrant is no good.
        record WarrantRefused(WarrantFault fault) implements Opened {}
    }

    /// Why a warrant is no good.
    enum WarrantFault {
        FORGED,
        REPLAYED,
        EXPIRED,
        OTHER_ADDRESS,
        NOT_DURABLE
    }

    /// A chunk of a document was altered, cut off, moved or taken from elsewhere.
    final class TamperedStream extends java.io.IOException {
        public TamperedStream(String message) {
            super(message);
        }
    }
}
