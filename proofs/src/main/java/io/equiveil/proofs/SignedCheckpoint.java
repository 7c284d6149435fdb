package io.equiveil.proofs;

import java.util.ArrayList;
import java.util.List;

/// A checkpoint and the note that carries it. Use [#check] before believing any of it.
///
/// @param checkpoint parsed from the note's text
/// @param note       text and signatures
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

    /// @throws IllegalArgumentException if the note is not about this checkpoint
    public SignedCheckpoint {
        if (!note.text().equals(checkpoint.text())) {
            throw new IllegalArgumentException("the note is not about this checkpoint");
        }
    }

    /// @throws MalformedException if it is not a note or the note is not a checkpoint
    public static SignedCheckpoint parse(String note) throws MalformedException {
        SignedNote signed = SignedNote.parse(note);
        return new SignedCheckpoint(Checkpoint.parse(signed.text()), signed);
    }

    /// @throws MalformedException if it is not a note or the note is not a checkpoint
    public static SignedCheckpoint parse(byte[] note) throws MalformedException {
        SignedNote signed = SignedNote.parse(note);
        return new SignedCheckpoint(Checkpoint.parse(signed.text()), signed);
    }

    /// Checks that the log with this key signed, under its own name, and that enough witnesses did.
    ///
    /// The expected key is not optional: whoever serves a checkpoint must not choose the key it is checked with.
    public CheckpointCheck check(VerifierKey logKey, WitnessQuorum quorum) {
        if (!checkpoint.origin().equals(logKey.name())) {
            return new CheckpointCheck.Refused(CheckpointCheck.Reason.OTHER_LOG);
        }
        List<VerifierKey> trusted = new ArrayList<>();
        trusted.add(logKey);
        trusted.addAll(quorum.witnesses());
        NoteCheck check = note.check(trusted);
        if (check instanceof NoteCheck.Refused refused) {
            return new CheckpointCheck.Refused(
                    refused.reason() == NoteCheck.Reason.SIGNATURE_DIFFERS
                            ? CheckpointCheck.Reason.SIGNATURE_DIFFERS
                            : CheckpointCheck.Reason.NOT_SIGNED_BY_LOG);
        }
        NoteCheck.Trusted signers = (NoteCheck.Trusted) check;
        if (signers.of(logKey).isEmpty()) {
            return new CheckpointCheck.Refused(CheckpointCheck.Reason.NOT_SIGNED_BY_LOG);
        }
        List<NoteCheck.Verified> witnesses = signers.by().stream()
                .filter(verified -> !verified.key().equals(logKey))
                .toList();
        if (witnesses.size() < quorum.needed()) {
            return new CheckpointCheck.Refused(CheckpointCheck.Reason.TOO_FEW_WITNESSES);
        }
        if (!checkpoint.isPlausible()) {
            return new CheckpointCheck.Refused(CheckpointCheck.Reason.EMPTY_TREE_ROOT);
        }
        return new CheckpointCheck.Trusted(checkpoint, witnesses);
    }
}
