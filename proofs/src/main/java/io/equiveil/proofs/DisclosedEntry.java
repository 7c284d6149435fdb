package io.equiveil.proofs;

import java.util.List;

/// An entry as it is shown to somebody: some parts open, the others as hashes, in their order.
///
/// @param parts all parts of the entry; copied
public record DisclosedEntry(List<DisclosedPart> parts) {

    public DisclosedEntry {
        parts = List.copyOf(parts);
    }

    /// Outcome of comparing what is shown with what the log holds.
    public sealed interface Check {

        /// The open parts are what was recorded, and nothing was left out or added.
        record Holds() implements Check {}

        record Fails(Reason reason) implements Check {}
    }

    public enum Reason {
        /// The leaf is not 33 bytes of format v1.
        LEAF_FORMAT,
        /// There is no part, or more than the format allows.
        PART_COUNT,
        /// Part 0 is open and not the firm's, or another part claims to be the firm's.
        FIRM_PART_MISPLACED,
        /// An open body is not canonical JSON, so two readers could read it differently.
        BODY_NOT_CANONICAL,
        /// Body, nonce, label, order or number of parts differ from what was recorded.
        COMMITMENT_DIFFERS
    }

    /// Checks every part against the leaf that the log holds.
    public Check check(byte[] leaf) {
        if (parts.isEmpty() || parts.size() > Entry.MAX_PARTS) {
            return new Check.Fails(Reason.PART_COUNT);
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof DisclosedPart.Open open) {
                if (open.part().label().equals(EntryPart.FIRM) != (i == 0)) {
                    return new Check.Fails(Reason.FIRM_PART_MISPLACED);
                }
                try {
                    CanonicalJson.read(open.part().body());
                } catch (MalformedException notCanonical) {
                    return new Check.Fails(Reason.BODY_NOT_CANONICAL);
                }
            }
        }
        try {
            Commitment recorded = Entry.commitmentOf(leaf);
            Commitment shown =
                    Entry.commitment(parts.stream().map(DisclosedPart::hash).toList());
            return shown.equals(recorded) ? new Check.Holds() : new Check.Fails(Reason.COMMITMENT_DIFFERS);
        } catch (MalformedException notV1) {
            return new Check.Fails(Reason.LEAF_FORMAT);
        }
    }
}
