package io.equiveil.verifier;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CompactRange;
import io.equiveil.proofs.Entry;
import io.equiveil.proofs.EntryBundle;
import io.equiveil.proofs.HashTile;
import io.equiveil.proofs.LeafIndex;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks a whole ledger: reads every entry, builds the tree anew and compares it with all that the ledger
/// publishes.
///
/// Needs memory for a few tiles only, whatever the size of the ledger.
final class LedgerChecks {

    private static final int MAX_KEY_BYTES = 4096;

    private final Options options;
    private final Report report;
    private final LedgerCopy ledger;

    LedgerChecks(Options options, Report report, LedgerCopy ledger) {
        this.options = options;
        this.report = report;
        this.ledger = ledger;
    }

    /// @return the note of the checkpoint if it may be believed
    Optional<byte[]> check() {
        Optional<byte[]> note = fetchCheckpoint();
        publishedKey();
        if (note.isEmpty()) {
            return note;
        }
        CheckpointChecks checkpoints = new CheckpointChecks(options, report);
        Optional<Checkpoint> believed = checkpoints.believe(note.get());
        Optional<Checkpoint> earlier = options.since().flatMap(checkpoints::earlier);
        if (believed.isEmpty()) {
            return Optional.empty();
        }
        if (earlier.isPresent() && earlier.get().size().compareTo(believed.get().size()) > 0) {
            report.fails(
                    "growth",
                    "growth.shrunk",
                    earlier.get().size().value(),
                    believed.get().size().value());
        }
        try {
            rebuild(believed.get(), earlier);
        } catch (Bounded.TooLargeException hostile) {
            report.fails("entries", "entries.too-large");
        } catch (IOException network) {
            report.unknown("entries", "entries.unreadable", String.valueOf(network.getMessage()));
        }
        return note;
    }

    private Optional<byte[]> fetchCheckpoint() {
        try {
            Optional<byte[]> note = ledger.read("checkpoint", SignedNote.MAX_BYTES);
            if (note.isEmpty()) {
                report.unknown("checkpoint", "checkpoint.missing");
            }
            return note;
        } catch (Bounded.TooLargeException hostile) {
            report.fails("checkpoint", "checkpoint.malformed", MalformedException.Fault.TOO_LARGE);
        } catch (IOException network) {
            report.unknown("checkpoint", "checkpoint.unreadable", String.valueOf(network.getMessage()));
        }
        return Optional.empty();
    }

    /// What the ledger publishes as its key is only compared, never used.
    private void publishedKey() {
        try {
            Optional<byte[]> published = ledger.read("key", MAX_KEY_BYTES);
            if (published.isEmpty()) {
                return;
            }
            VerifierKey key = VerifierKey.parse(new String(published.get(), StandardCharsets.UTF_8).strip());
            if (key.equals(options.key())) {
                report.holds("key", "key.published.holds");
                return;
            }
            report.fails("key", "key.published.fails", key.fingerprint());
        } catch (MalformedException broken) {
            report.fails("key", "key.published.malformed", broken.fault());
        } catch (Bounded.TooLargeException hostile) {
            report.fails("key", "key.published.malformed", MalformedException.Fault.TOO_LARGE);
        } catch (IOException network) {
            // Said once already, for the checkpoint.
        }
    }

    private void rebuild(Checkpoint checkpoint, Optional<Checkpoint> earlier) throws IOException {
        TreeSize size = checkpoint.size();
        CompactRange tree = CompactRange.empty();
        List<List<TreeHash>> rows = new ArrayList<>();
        TileComparison tiles = new TileComparison(size);
        Optional<TreeHash> rootThen =
                earlier.filter(then -> then.size().isEmpty()).map(then -> tree.root());
        // Number by number, not as one list: a checkpoint may claim any size.
        for (long first = 0; first < size.value(); first += TilePath.FULL) {
            TilePath.Entries path = TilePath.holding(new LeafIndex(first), size);
            Optional<List<byte[]>> bundle = entries(path);
            if (bundle.isEmpty()) {
                return;
            }
            for (byte[] leaf : bundle.get()) {
                if (leaf.length != Entry.LEAF_LENGTH || leaf[0] != Entry.FORMAT) {
                    report.fails("entries", "entries.format", tree.size().value());
                    return;
                }
                tree.appendData(leaf, (level, index, hash) -> keep(rows, level, hash));
                if (earlier.isPresent() && tree.size().equals(earlier.get().size())) {
                    rootThen = Optional.of(tree.root());
                }
            }
            tiles.compareFull(rows);
        }
        report.holds("entries", "entries.holds", size.value());
        if (tree.root().equals(checkpoint.root())) {
            report.holds("root", "root.holds");
        } else {
            report.fails("root", "root.fails");
        }
        tiles.compareRest(rows);
        tiles.report();
        if (earlier.isPresent() && rootThen.isPresent()) {
            growth(earlier.get(), rootThen.get(), size);
        }
    }

    private void growth(Checkpoint earlier, TreeHash rootThen, TreeSize now) {
        if (rootThen.equals(earlier.root())) {
            report.holds("growth", "growth.holds", earlier.size().value(), now.value());
        } else {
            report.fails("growth", "growth.forked", earlier.size().value());
        }
    }

    private static void keep(List<List<TreeHash>> rows, int level, TreeHash hash) {
        if (level % 8 == 0) {
            while (rows.size() <= level / 8) {
                rows.add(new ArrayList<>());
            }
            rows.get(level / 8).add(hash);
        }
    }

    private Optional<List<byte[]>> entries(TilePath.Entries path) throws IOException {
        try {
            Optional<byte[]> bytes = ledger.read(path.path(), path.byteLength());
            if (bytes.isPresent()) {
                return Optional.of(EntryBundle.parse(bytes.get(), path.width()));
            }
            TilePath.Entries full = new TilePath.Entries(path.number(), TilePath.FULL);
            bytes = path.isFull() ? bytes : ledger.read(full.path(), full.byteLength());
            if (bytes.isPresent()) {
                return Optional.of(EntryBundle.parse(bytes.get(), TilePath.FULL).subList(0, path.width()));
            }
            report.fails("entries", "entries.missing", path.path());
        } catch (MalformedException broken) {
            report.fails("entries", "entries.malformed", path.path(), broken.fault());
        }
        return Optional.empty();
    }

    /// Compares the published tiles of hashes with those that follow from the entries. Others rely on them for
    /// their proofs.
    private final class TileComparison {

        private final TreeSize size;
        private final List<Long> compared = new ArrayList<>();
        private boolean stopped;
        private long count;

        TileComparison(TreeSize size) {
            this.size = size;
        }

        void compareFull(List<List<TreeHash>> rows) throws IOException {
            for (int level = 0; level < rows.size(); level++) {
                if (rows.get(level).size() == TilePath.FULL) {
                    compare(level, rows.get(level));
                }
            }
        }

        void compareRest(List<List<TreeHash>> rows) throws IOException {
            for (int level = 0; level < rows.size(); level++) {
                if (!rows.get(level).isEmpty()) {
                    compare(level, rows.get(level));
                }
            }
        }

        private void compare(int level, List<TreeHash> row) throws IOException {
            while (compared.size() <= level) {
                compared.add(0L);
            }
            long number = compared.get(level);
            compared.set(level, number + 1);
            TilePath.Hashes path = new TilePath.Hashes(level, number, row.size());
            if (!stopped) {
                stopped = !isPublished(path, row);
                count++;
            }
            row.clear();
        }

        private boolean isPublished(TilePath.Hashes path, List<TreeHash> expected) throws IOException {
            try {
                Optional<byte[]> bytes = ledger.read(path.path(), path.byteLength());
                List<TreeHash> published;
                if (bytes.isPresent()) {
                    published = HashTile.parse(bytes.get(), path.width());
                } else {
                    TilePath.Hashes full = new TilePath.Hashes(path.level(), path.number(), TilePath.FULL);
                    bytes = path.isFull() ? bytes : ledger.read(full.path(), full.byteLength());
                    if (bytes.isEmpty()) {
                        report.fails("tiles", "tiles.missing", path.path());
                        return false;
                    }
                    published = HashTile.parse(bytes.get(), TilePath.FULL).subList(0, path.width());
                }
                if (published.equals(expected)) {
                    return true;
                }
                report.fails("tiles", "tiles.fails", path.path());
            } catch (MalformedException broken) {
                report.fails("tiles", "tiles.malformed", path.path(), broken.fault());
            } catch (Bounded.TooLargeException hostile) {
                report.fails("tiles", "tiles.malformed", path.path(), MalformedException.Fault.TOO_LARGE);
            }
            return false;
        }

        void report() {
            if (!stopped) {
                LedgerChecks.this.report.holds("tiles", "tiles.holds", count, size.value());
            }
        }
    }
}
