package io.equiveil.verifier;

import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CompactRange;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.DisclosedPart;
import io.equiveil.proofs.Entry;
import io.equiveil.proofs.EntryBundle;
import io.equiveil.proofs.EntryPart;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.HashTile;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.LeafIndex;
import io.equiveil.proofs.PartHash;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TileHashes;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeProver;
import io.equiveil.proofs.TreeSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small ledger in memory that can be written down as the network would see it. Entries are the same in every
/// run.
final class SampleLedger {

    static final String NAME = "ledger.example/shares";

    private final TestKey key;
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<List<DisclosedPart>> parts = new ArrayList<>();
    private final List<TreeHash> roots = new ArrayList<>(List.of(TreeHash.ofEmptyTree()));
    private final Map<Integer, List<TreeHash>> rows = new TreeMap<>();
    private final CompactRange tree = CompactRange.empty();

    SampleLedger(TestKey key, int size) {
        this(key, size, Integer.MAX_VALUE);
    }

    /// A ledger that tells another story from one entry on.
    SampleLedger(TestKey key, int size, int differsFrom) {
        this.key = key;
        for (int i = 0; i < size; i++) {
            append(i, i >= differsFrom ? "other" : "release");
        }
    }

    private void append(int i, String kind) {
        List<DisclosedPart> shown = List.of(
                part("firm", i, 1, Map.of("kind", kind, "number", i)),
                part("subject", i, 2, Map.of("who", "client-" + i, "why", "\u5c3d\u8c03")));
        byte[] leaf = Entry.leaf(
                Entry.commitment(shown.stream().map(DisclosedPart::hash).toList()));
        leaves.add(leaf);
        parts.add(shown);
        tree.append(LeafHash.ofData(leaf), (level, index, hash) -> {
            if (level % 8 == 0) {
                rows.computeIfAbsent(level / 8, none -> new ArrayList<>()).add(hash);
            }
        });
        roots.add(tree.root());
    }

    private static DisclosedPart part(String label, int number, int salt, Map<String, ?> body) {
        byte[] nonce = new byte[EntryPart.NONCE_LENGTH];
        nonce[0] = (byte) salt;
        nonce[30] = (byte) (number >> 8);
        nonce[31] = (byte) number;
        return new DisclosedPart.Open(new EntryPart(label, nonce, CanonicalJson.write(body)));
    }

    int size() {
        return leaves.size();
    }

    Checkpoint checkpoint(int size) {
        return new Checkpoint(key.verifier().name(), new TreeSize(size), roots.get(size));
    }

    String note(int size, TestKey... witnesses) {
        String text = checkpoint(size).text();
        SignedNote note = new SignedNote(text, List.of(key.sign(text)));
        for (TestKey witness : witnesses) {
            note = note.with(List.of(witness.cosign(1_790_000_000L, text)));
        }
        return note.render();
    }

    TreeProver prover(int size) {
        return new TreeProver(new TileHashes(new TreeSize(size), tile -> tile(tile)));
    }

    private byte[] tile(TilePath.Hashes tile) {
        int from = (int) tile.number() * 256;
        return HashTile.render(rows.get(tile.level()).subList(from, from + tile.width()));
    }

    /// Entries as their subject sees them: the firm's part of every second one stays hidden.
    EvidenceFile evidence(int size, int... indexes) {
        List<EvidenceFile.ProvenEntry> entries = new ArrayList<>();
        for (int index : indexes) {
            List<DisclosedPart> shown = new ArrayList<>(parts.get(index));
            if (index % 2 == 1) {
                PartHash hash = shown.get(0).hash();
                shown.set(0, new DisclosedPart.Hidden(hash));
            }
            entries.add(new EvidenceFile.ProvenEntry(
                    new LeafIndex(index),
                    leaves.get(index),
                    prover(size)
                            .inclusion(new LeafIndex(index), new TreeSize(size))
                            .path(),
                    new DisclosedEntry(shown)));
        }
        return new EvidenceFile(
                key.verifier().name(), key.verifier(), note(size), entries, Instant.parse("2026-11-23T08:00:00Z"));
    }

    /// Writes the ledger as it is served.
    void writeTo(Path folder, int size, TestKey... witnesses) throws IOException {
        TreeSize treeSize = new TreeSize(size);
        for (TilePath.Entries bundle : TilePath.allEntries(treeSize)) {
            int from = (int) bundle.number() * 256;
            write(folder, bundle.path(), EntryBundle.render(leaves.subList(from, from + bundle.width())));
        }
        for (TilePath.Hashes tile : TilePath.allHashes(treeSize)) {
            write(folder, tile.path(), tile(tile));
        }
        write(folder, "checkpoint", note(size, witnesses).getBytes(StandardCharsets.UTF_8));
        write(folder, "key", (key.vkey() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path folder, String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
