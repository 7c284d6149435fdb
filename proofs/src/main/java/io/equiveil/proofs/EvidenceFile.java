package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a person takes home: entries about them, each with its way to one signed checkpoint
/// (`docs/spec/evidence-file.md`).
///
/// It names the ledger's key only so that the reader can compare it with the one printed in the agreement; nobody
/// may check an evidence file with the key that it brings along.
///
/// @param origin     the log's name
/// @param key        the log's key as the maker of the file states it
/// @param checkpoint text of the signed note
/// @param entries    at least one; copied
/// @param madeAt     when the file was made; nothing rests on it
public record EvidenceFile(
        String origin, VerifierKey key, String checkpoint, List<ProvenEntry> entries, Instant madeAt) {

    public static final String FORMAT = "equiveil-evidence/v1";

    public EvidenceFile {
        entries = List.copyOf(entries);
    }

    /// One entry and its path to the checkpoint.
    ///
    /// @param index     position in the log
    /// @param leaf      the 33 public bytes
    /// @param inclusion path to the root of the file's checkpoint; copied
    /// @param shown     the parts, open or hidden
    public record ProvenEntry(LeafIndex index, byte[] leaf, List<TreeHash> inclusion, DisclosedEntry shown) {

        public ProvenEntry {
            leaf = leaf.clone();
            inclusion = List.copyOf(inclusion);
        }

        @Override
        public byte[] leaf() {
            return leaf.clone();
        }

        public LeafHash leafHash() {
            return LeafHash.ofData(leaf);
        }
    }

    /// The file as UTF-8 JSON.
    public byte[] render() {
        Map<String, Object> ledger = new LinkedHashMap<>();
        ledger.put("origin", origin);
        ledger.put("key", key.render());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", FORMAT);
        file.put("ledger", ledger);
        file.put("checkpoint", checkpoint);
        file.put("entries", entries.stream().map(EvidenceFile::render).toList());
        file.put("made_at", madeAt.toString());
        return CanonicalJson.write(file);
    }

    private static Map<String, Object> render(ProvenEntry entry) {
        return Map.of(
                "index", entry.index().value(),
                "leaf", StrictBase64.encode(entry.leaf),
                "inclusion", entry.inclusion().stream().map(TreeHash::base64).toList(),
                "parts",
                        entry.shown().parts().stream().map(EvidenceFile::render).toList());
    }

    private static Map<String, Object> render(DisclosedPart part) {
        if (part instanceof DisclosedPart.Open open) {
            return Map.of(
                    "label", open.part().label(),
                    "nonce", StrictBase64.encode(open.part().nonce()),
                    "body", new String(open.part().body(), StandardCharsets.UTF_8));
        }
        return Map.of("hash", part.hash().base64());
    }

    /// Reads an evidence file. Members that the format does not know are refused: a reader must not see a line that
    /// nothing proves.
    ///
    /// @throws MalformedException if anything is missing, unknown or of another type
    public static EvidenceFile parse(byte[] json) throws MalformedException {
        Map<String, Object> file = StrictJson.readObject(json);
        if (!FORMAT.equals(file.get("format"))) {
            throw new MalformedException(Fault.EVIDENCE_FORMAT, "");
        }
        Fields fields = new Fields(file, Set.of("format", "ledger", "checkpoint", "entries", "made_at"));
        Fields ledger = new Fields(fields.object("ledger"), Set.of("origin", "key"));
        List<ProvenEntry> entries = new ArrayList<>();
        for (Object element : fields.list("entries")) {
            entries.add(parseEntry(Fields.of(element, Set.of("index", "leaf", "inclusion", "parts"))));
        }
        if (entries.isEmpty()) {
            throw new MalformedException(Fault.EVIDENCE_FIELD, "entries");
        }
        try {
            return new EvidenceFile(
                    ledger.text("origin"),
                    VerifierKey.parse(ledger.text("key")),
                    fields.text("checkpoint"),
                    entries,
                    Instant.parse(fields.text("made_at")));
        } catch (DateTimeException notATime) {
            throw new MalformedException(Fault.EVIDENCE_FIELD, "made_at");
        }
    }

    private static ProvenEntry parseEntry(Fields entry) throws MalformedException {
        List<TreeHash> inclusion = new ArrayList<>();
        for (Object hash : entry.list("inclusion")) {
            if (!(hash instanceof String text) || inclusion.size() >= Long.SIZE) {
                throw new MalformedException(Fault.EVIDENCE_FIELD, "inclusion");
            }
            inclusion.add(TreeHash.parse(text));
        }
        List<DisclosedPart> parts = new ArrayList<>();
        for (Object part : entry.list("parts")) {
            parts.add(parsePart(part));
        }
        long index = entry.number("index");
        if (index < 0) {
            throw new MalformedException(Fault.EVIDENCE_FIELD, "index");
        }
        return new ProvenEntry(
                new LeafIndex(index), StrictBase64.decode(entry.text("leaf")), inclusion, new DisclosedEntry(parts));
    }

    private static DisclosedPart parsePart(Object part) throws MalformedException {
        if (part instanceof Map<?, ?> map && map.containsKey("hash")) {
            return new DisclosedPart.Hidden(
                    PartHash.parse(Fields.of(part, Set.of("hash")).text("hash")));
        }
        Fields open = Fields.of(part, Set.of("label", "nonce", "body"));
        try {
            return new DisclosedPart.Open(new EntryPart(
                    open.text("label"),
                    StrictBase64.decode(open.text("nonce")),
                    open.text("body").getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException outOfBounds) {
            throw new MalformedException(Fault.EVIDENCE_FIELD, "parts");
        }
    }

    /// Members of one object: exactly these, each of the type asked for.
    private record Fields(Map<?, ?> members, Set<String> names) {

        Fields {
            members = Map.copyOf(members);
        }

        static Fields of(Object value, Set<String> names) throws MalformedException {
            if (!(value instanceof Map<?, ?> map)) {
                throw new MalformedException(Fault.EVIDENCE_FIELD, "");
            }
            return new Fields(map, names);
        }

        private <T> T get(String name, Class<T> type) throws MalformedException {
            if (!members.keySet().equals(names) || !type.isInstance(members.get(name))) {
                throw new MalformedException(Fault.EVIDENCE_FIELD, name);
            }
            return type.cast(members.get(name));
        }

        String text(String name) throws MalformedException {
            return get(name, String.class);
        }

        long number(String name) throws MalformedException {
            return get(name, Long.class);
        }

        List<?> list(String name) throws MalformedException {
            return get(name, List.class);
        }

        Map<?, ?> object(String name) throws MalformedException {
            return get(name, Map.class);
        }
    }
}
