package io.equiveil.verifier;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.DisclosedPart;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.EvidenceFile.ProvenEntry;
import io.equiveil.proofs.LeafIndex;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Checks an evidence file, without any network.
final class EvidenceChecks {

    private final Options options;
    private final Report report;

    EvidenceChecks(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /// @return the note of a checkpoint that may be saved: everything about it holds
    Optional<byte[]> check(Path file) {
        byte[] json;
        try (InputStream bytes = Files.newInputStream(file)) {
            json = Bounded.read(bytes, StrictJson.MAX_BYTES);
        } catch (IOException unreadable) {
            report.unknown("file", "file.unreadable", file);
            return Optional.empty();
        }
        EvidenceFile evidence;
        try {
            evidence = EvidenceFile.parse(json);
        } catch (MalformedException broken) {
            report.fails("file", "file.malformed", broken.fault());
            return Optional.empty();
        }
        report.holds("file", "file.holds", evidence.entries().size(), evidence.madeAt());
        return check(evidence);
    }

    private Optional<byte[]> check(EvidenceFile evidence) {
        if (evidence.key().equals(options.key())
                && evidence.origin().equals(options.key().name())) {
            report.holds("key", "key.holds");
        } else {
            report.fails("key", "key.fails");
        }
        CheckpointChecks checkpoints = new CheckpointChecks(options, report);
        byte[] note = evidence.checkpoint().getBytes(StandardCharsets.UTF_8);
        Optional<Checkpoint> believed = checkpoints.believe(note);
        Set<LeafIndex> seen = new HashSet<>();
        for (ProvenEntry entry : evidence.entries()) {
            long index = entry.index().value();
            if (!seen.add(entry.index())) {
                report.fails("entry", "entry.twice", index);
            }
            if (believed.isPresent()) {
                inclusion(entry, believed.get());
            } else {
                report.unknown("entry", "entry.unknown", index);
            }
            parts(entry);
        }
        if (options.since().isPresent()) {
            since(checkpoints.earlier(options.since().get()), believed);
        }
        return believed.map(checkpoint -> note);
    }

    private void inclusion(ProvenEntry entry, Checkpoint checkpoint) {
        long index = entry.index().value();
        ProofCheck check = checkpoint.includes(entry.index(), entry.leafHash(), entry.inclusion());
        if (check instanceof ProofCheck.Fails fails) {
            report.fails("entry", "entry.fails", index, fails.reason());
        } else {
            report.holds("entry", "entry.holds", index, checkpoint.size().value());
        }
    }

    private void parts(ProvenEntry entry) {
        long index = entry.index().value();
        DisclosedEntry.Check check = entry.shown().check(entry.leaf());
        if (check instanceof DisclosedEntry.Check.Fails fails) {
            report.fails("parts", "parts.fails", index, fails.reason());
            return;
        }
        long open = entry.shown().parts().stream()
                .filter(DisclosedPart.Open.class::isInstance)
                .count();
        report.holds("parts", "parts.holds", index, open, entry.shown().parts().size());
        if (options.show()) {
            for (DisclosedPart part : entry.shown().parts()) {
                if (part instanceof DisclosedPart.Open shown) {
                    String body = new String(shown.part().body(), StandardCharsets.UTF_8);
                    report.holds("body", "body.holds", index, shown.part().label(), body);
                }
            }
        }
    }

    private void since(Optional<Checkpoint> earlier, Optional<Checkpoint> now) {
        if (earlier.isEmpty() || now.isEmpty()) {
            return;
        }
        if (!earlier.get().size().equals(now.get().size())) {
            // A file has no way from one size to another; the ledger itself has.
            report.unknown("growth", "growth.needs-ledger");
        } else if (earlier.get().root().equals(now.get().root())) {
            report.holds(
                    "growth",
                    "growth.holds",
                    earlier.get().size().value(),
                    now.get().size().value());
        } else {
            report.fails("growth", "growth.forked", earlier.get().size().value());
        }
    }
}
