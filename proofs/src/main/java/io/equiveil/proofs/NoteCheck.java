package io.equiveil.proofs;

import java.util.List;
import java.util.Optional;

/// Outcome of checking the signatures of a note against trusted keys.
public sealed interface NoteCheck {

    /// At least one trusted key signed, and no line of a trusted key is wrong.
    ///
    /// @param by one element per trusted key that signed, in the order of the trusted keys
    record Trusted(List<Verified> by) implements NoteCheck {

        public Trusted {
            by = List.copyOf(by);
        }

        /// The signature of this key, if it signed.
        public Optional<NoteSignature> of(VerifierKey key) {
            return by.stream()
                    .filter(verified -> verified.key().equals(key))
                    .map(Verified::signature)
                    .findFirst();
        }
    }

    /// The text must be ignored.
    record Refused(Reason reason) implements NoteCheck {}

    /// A key and the line of it that verified.
    record Verified(VerifierKey key, NoteSignature signature) {}

    enum Reason {
        /// No line bears the name and id of a trusted key.
        NO_TRUSTED_SIGNATURE,
        /// A line bears the name and id of a trusted key, but the signature is not that key's over this text.
        SIGNATURE_DIFFERS
    }
}
