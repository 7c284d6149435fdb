package io.equiveil.proofs;

/// A part of an entry as it is shown to somebody: open, or only its hash.
public sealed interface DisclosedPart {

    /// The part itself.
    record Open(EntryPart part) implements DisclosedPart {
        @Override
        public PartHash hash() {
            return part.hash();
        }
    }

    /// Somebody else's part, or one whose nonce has been destroyed.
    record Hidden(PartHash hash) implements DisclosedPart {}

    PartHash hash();
}
