package io.equiveil.proofs;

import java.util.List;

/// Outcome of checking who stands behind a checkpoint.
public sealed interface CheckpointCheck {

    /// The log signed it, and as many witnesses as were asked for.
    ///
    /// @param checkpoint may now be believed
    /// @param witnesses  those asked about whose cosignature verified; may be more than needed
    record Trusted(Checkpoint checkpoint, List<NoteCheck.Verified> witnesses) implements CheckpointCheck {

        public Trusted {
            witnesses = List.copyOf(witnesses);
        }
    }

    record Refused(Reason reason) implements CheckpointCheck {}

    enum Reason {
        /// The origin line is not the name of the expected key.
        OTHER_LOG,
        /// No signature of the expected key.
        NOT_SIGNED_BY_LOG,
        /// A line under the name and id of the log or of an expected witness does not verify.
        SIGNATURE_DIFFERS,
        /// Fewer expected witnesses cosigned than the quorum asks for.
        TOO_FEW_WITNESSES,
        /// Signed, but says that a tree without leaves has another root than that of the empty tree.
        EMPTY_TREE_ROOT
    }
}
