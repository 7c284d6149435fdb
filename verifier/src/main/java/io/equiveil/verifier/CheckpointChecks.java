package io.equiveil.verifier;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.Cosignature;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.NoteCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.WitnessQuorum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The checks that every target shares: who signed the checkpoint, who cosigned it, and the earlier one that the
/// caller kept.
final class CheckpointChecks {

    private final Options options;
    private final Report report;

    CheckpointChecks(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /// @return the checkpoint if it may be believed
    Optional<Checkpoint> believe(byte[] note) {
        Optional<Checkpoint> signed = signedByLog(note, "checkpoint");
        if (signed.isEmpty()) {
            return signed;
        }
        return options.quorum().witnesses().isEmpty() || cosigned(note) ? signed : Optional.empty();
    }

    private Optional<Checkpoint> signedByLog(byte[] note, String check) {
        try {
            CheckpointCheck result = SignedCheckpoint.parse(note).check(options.key(), WitnessQuorum.NONE);
            if (result instanceof CheckpointCheck.Trusted trusted) {
                Checkpoint checkpoint = trusted.checkpoint();
                report.holds(
                        check,
                        check + ".holds",
                        checkpoint.origin(),
                        checkpoint.size().value());
                return Optional.of(checkpoint);
            }
            CheckpointCheck.Reason reason = ((CheckpointCheck.Refused) result).reason();
            report.fails(check, check + ".fails", reason(reason));
        } catch (MalformedException broken) {
            report.fails(check, check + ".malformed", broken.fault());
        }
        return Optional.empty();
    }

    private boolean cosigned(byte[] note) {
        try {
            CheckpointCheck result = SignedCheckpoint.parse(note).check(options.key(), options.quorum());
            int asked = options.quorum().needed();
            if (result instanceof CheckpointCheck.Trusted trusted) {
                for (NoteCheck.Verified witness : trusted.witnesses()) {
                    report.holds(
                            "witness",
                            "witness.holds",
                            witness.key().name(),
                            Instant.ofEpochSecond(Math.min(
                                    Cosignature.timestampOf(witness.signature()), Instant.MAX.getEpochSecond())));
                }
                report.holds("quorum", "quorum.holds", trusted.witnesses().size(), asked);
                return true;
            }
            report.fails("quorum", "quorum.fails", asked, reason(((CheckpointCheck.Refused) result).reason()));
        } catch (MalformedException broken) {
            report.fails("quorum", "checkpoint.malformed", broken.fault());
        }
        return false;
    }

    /// The checkpoint that the caller kept from an earlier day.
    Optional<Checkpoint> earlier(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return signedByLog(Bounded.read(bytes, SignedNote.MAX_BYTES), "since");
        } catch (IOException unreadable) {
            report.unknown("since", "since.unreadable", file);
            return Optional.empty();
        }
    }

    private static String reason(CheckpointCheck.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
