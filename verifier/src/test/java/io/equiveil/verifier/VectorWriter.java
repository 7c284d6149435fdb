package io.equiveil.verifier;

import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.Cosignature;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.DisclosedPart;
import io.equiveil.proofs.Entry;
import io.equiveil.proofs.EntryPart;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.LeafIndex;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.StrictBase64;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes `testvectors/`. Run it by hand after a deliberate change of a format, and read the difference before
/// committing it: a vector whose verdict changes is a broken promise to everybody who keeps old evidence.
///
/// Expected verdicts are stated here by hand, never taken from the code that is tested.
final class VectorWriter {

    private static final TestKey LOG = TestKey.log(SampleLedger.NAME, 1);
    private static final TestKey W1 = TestKey.witness("witness.example/1", 2);
    private static final TestKey W2 = TestKey.witness("witness.example/2", 3);
    private static final SampleLedger LEDGER = new SampleLedger(LOG, 300);

    private VectorWriter() {}

    /// @param arguments the folder to write to
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        file(folder, "inclusion", "A path of hashes, checked for leaf hash, index, size and root.", inclusion());
        file(folder, "consistency", "A path of hashes from an older to a newer root.", consistency());
        file(folder, "notes", "Signed notes, checked against the trusted keys of each vector.", notes());
        file(folder, "checkpoints", "Checkpoints, checked with log key, witnesses and quorum.", checkpoints());
        file(folder, "tile-paths", "Addresses of tiles and entry bundles.", tilePaths());
        file(folder, "canonical-json", "Bodies in base64: canonical or not.", canonicalJson());
        file(folder, "entries", "Parts of an entry and the leaf that the log holds.", entries());
        file(folder, "evidence", "Evidence files; `exit` is what `verify FILE --key KEY` leaves with.", evidence());
    }

    private static void file(Path folder, String name, String about, List<Map<String, Object>> vectors)
            throws IOException {
        StringBuilder text = new StringBuilder("{\"about\":");
        text.append(json(about)).append(",\n \"vectors\":[\n");
        for (int i = 0; i < vectors.size(); i++) {
            text.append("  ").append(new String(CanonicalJson.write(vectors.get(i)), StandardCharsets.UTF_8));
            text.append(i + 1 < vectors.size() ? ",\n" : "\n");
        }
        Files.writeString(folder.resolve(name + ".json"), text.append(" ]}\n").toString());
    }

    private static String json(String text) {
        String object = new String(CanonicalJson.write(Map.of("k", text)), StandardCharsets.UTF_8);
        return object.substring("{\"k\":".length(), object.length() - 1);
    }

    private static Map<String, Object> vector(String name, Object... members) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("name", name);
        for (int i = 0; i < members.length; i += 2) {
            vector.put((String) members[i], members[i + 1]);
        }
        return vector;
    }

    private static List<String> base64(List<TreeHash> hashes) {
        return hashes.stream().map(TreeHash::base64).toList();
    }

    // ---- trees

    private static List<TreeHash> path(int index, int size) {
        return LEDGER.prover(size)
                .inclusion(new LeafIndex(index), new TreeSize(size))
                .path();
    }

    private static LeafHash leaf(int index) {
        return LEDGER.evidence(300, index).entries().get(0).leafHash();
    }

    private static List<Map<String, Object>> inclusion() {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (int[] place : new int[][] {{0, 1}, {0, 2}, {1, 2}, {5, 8}, {6, 7}, {255, 256}, {256, 257}, {299, 300}}) {
            vectors.add(inclusion("honest", place[0], place[1], place[0], place[1], path(place[0], place[1]), "HOLDS"));
        }
        List<TreeHash> fiveOfEight = path(5, 8);
        for (int[] claim : new int[][] {{13, 16}, {21, 32}, {5, 16}, {1029, 2048}}) {
            vectors.add(inclusion(
                    "right path of leaf 5 of 8 at another place",
                    5,
                    8,
                    claim[0],
                    claim[1],
                    fiveOfEight,
                    "PATH_TOO_SHORT"));
        }
        vectors.add(inclusion("index equals size", 5, 8, 8, 8, fiveOfEight, "LEAF_OUTSIDE_TREE"));
        vectors.add(inclusion("index above size", 5, 8, 13, 8, fiveOfEight, "LEAF_OUTSIDE_TREE"));
        vectors.add(inclusion("empty tree", 0, 1, 0, 0, List.of(), "LEAF_OUTSIDE_TREE"));
        vectors.add(inclusion("neighbour's index", 5, 8, 4, 8, fiveOfEight, "ROOT_DIFFERS"));
        vectors.add(inclusion("smaller tree, shorter path", 5, 8, 1, 2, fiveOfEight, "PATH_TOO_LONG"));
        List<TreeHash> longer = new ArrayList<>(fiveOfEight);
        longer.add(fiveOfEight.get(0));
        vectors.add(inclusion("one hash more", 5, 8, 5, 8, longer, "PATH_TOO_LONG"));
        vectors.add(inclusion("one hash less", 5, 8, 5, 8, fiveOfEight.subList(0, 2), "PATH_TOO_SHORT"));
        vectors.add(inclusion("no path", 5, 8, 5, 8, List.of(), "PATH_TOO_SHORT"));
        List<TreeHash> turned = List.of(fiveOfEight.get(1), fiveOfEight.get(0), fiveOfEight.get(2));
        vectors.add(inclusion("hashes exchanged", 5, 8, 5, 8, turned, "ROOT_DIFFERS"));
        vectors.add(inclusion("another leaf", 4, 8, 5, 8, fiveOfEight, "ROOT_DIFFERS"));
        return vectors;
    }

    private static Map<String, Object> inclusion(
            String name, int leaf, int rootSize, long index, long size, List<TreeHash> path, String verdict) {
        return vector(
                name,
                "leafHash",
                leaf(leaf).base64(),
                "root",
                LEDGER.checkpoint(rootSize).root().base64(),
                "index",
                index,
                "size",
                size,
                "path",
                base64(path),
                "verdict",
                verdict);
    }

    private static List<TreeHash> growth(int older, int newer) {
        return LEDGER.prover(newer)
                .consistency(new TreeSize(older), new TreeSize(newer))
                .path();
    }

    private static List<Map<String, Object>> consistency() {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (int[] sizes :
                new int[][] {{0, 0}, {0, 9}, {1, 1}, {1, 2}, {3, 7}, {4, 7}, {6, 8}, {7, 8}, {256, 300}, {257, 300}}) {
            vectors.add(
                    consistency("honest", sizes[0], sizes[1], sizes[0], sizes[1], growth(sizes[0], sizes[1]), "HOLDS"));
        }
        List<TreeHash> threeToSeven = growth(3, 7);
        vectors.add(consistency("sizes reversed", 3, 7, 7, 3, threeToSeven, "SIZES_REVERSED"));
        vectors.add(consistency("forked: another root before", 2, 7, 3, 7, threeToSeven, "OLDER_ROOT_DIFFERS"));
        vectors.add(consistency("forked: another root now", 3, 8, 3, 7, threeToSeven, "ROOT_DIFFERS"));
        vectors.add(consistency("one hash less", 3, 7, 3, 7, threeToSeven.subList(1, 4), "PATH_TOO_SHORT"));
        vectors.add(consistency("no path", 3, 7, 3, 7, List.of(), "PATH_TOO_SHORT"));
        List<TreeHash> longer = new ArrayList<>(threeToSeven);
        longer.add(threeToSeven.get(0));
        vectors.add(consistency("one hash more", 3, 7, 3, 7, longer, "PATH_TOO_LONG"));
        vectors.add(consistency("same size, other root", 3, 7, 7, 7, List.of(), "ROOT_DIFFERS"));
        vectors.add(consistency("same size with a path", 7, 7, 7, 7, threeToSeven, "PATH_TOO_LONG"));
        vectors.add(consistency("from nothing with a path", 0, 7, 0, 7, threeToSeven, "PATH_TOO_LONG"));
        vectors.add(consistency("from a nothing that has a root", 3, 7, 0, 7, List.of(), "OLDER_ROOT_DIFFERS"));
        return vectors;
    }

    private static Map<String, Object> consistency(
            String name, int from, int to, long older, long newer, List<TreeHash> path, String verdict) {
        return vector(
                name,
                "olderRoot",
                LEDGER.checkpoint(from).root().base64(),
                "newerRoot",
                LEDGER.checkpoint(to).root().base64(),
                "older",
                older,
                "newer",
                newer,
                "path",
                base64(path),
                "verdict",
                verdict);
    }

    // ---- notes

    private static List<Map<String, Object>> notes() {
        String text = "first line\n\nafter an empty line\n";
        String line = LOG.sign(text).line();
        String note = text + "\n" + line;
        String blob = line.substring(line.lastIndexOf(' ') + 1, line.length() - 1);
        TestKey sameName = TestKey.log(SampleLedger.NAME, 8);
        NoteSignature zeros = NoteSignature.of(LOG.verifier(), new byte[64]);
        String cosigned = W1.cosign(1_790_000_000L, text).line();
        List<Map<String, Object>> vectors = new ArrayList<>();
        // From the C2SP specification, so that this file does not only agree with itself.
        vectors.add(vector(
                "example of the specification",
                "note",
                "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2"
                        + "ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
                "trusted",
                List.of("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
                "verdict",
                "TRUSTED"));
        vectors.add(note("an empty line within the text", note, "TRUSTED"));
        vectors.add(note("the same line twice counts once", note + line, "TRUSTED"));
        vectors.add(
                note("a stranger's line beside ours", note + sameName.sign(text).line(), "TRUSTED"));
        vectors.add(note("a line of a type nobody knows", note + "\u2014 x AAAAAAA=\n", "TRUSTED"));
        vectors.add(vector(
                "a cosignature", "note", text + "\n" + cosigned, "trusted", List.of(W1.vkey()), "verdict", "TRUSTED"));
        vectors.add(note("text altered", note.replace("first", "First"), "SIGNATURE_DIFFERS"));
        vectors.add(note("a wrong line of our key after a right one", note + zeros.line(), "SIGNATURE_DIFFERS"));
        vectors.add(note(
                "a wrong line of our key before a right one", text + "\n" + zeros.line() + line, "SIGNATURE_DIFFERS"));
        vectors.add(note(
                "signature of half the length",
                text + "\n" + NoteSignature.of(LOG.verifier(), new byte[32]).line(),
                "SIGNATURE_DIFFERS"));
        vectors.add(note(
                "same name, another key id", text + "\n" + sameName.sign(text).line(), "NO_TRUSTED_SIGNATURE"));
        vectors.add(note(
                "same key id, another name", note.replace(SampleLedger.NAME, "other.example"), "NO_TRUSTED_SIGNATURE"));
        vectors.add(cosignature(
                "cosignature: another time",
                text,
                relabel(W1, text, 1_790_000_000L, 1_790_000_001L),
                "SIGNATURE_DIFFERS"));
        vectors.add(cosignature(
                "cosignature: time beyond 63 bits", text, relabel(W1, text, 1_790_000_000L, -1L), "SIGNATURE_DIFFERS"));
        vectors.add(cosignature("cosignature: time zero", text, timeZero(text), "SIGNATURE_DIFFERS"));
        vectors.add(cosignature(
                "a plain signature under a witness key",
                text,
                NoteSignature.of(W1.verifier(), W1.ed25519(text.getBytes(StandardCharsets.UTF_8))),
                "SIGNATURE_DIFFERS"));
        vectors.add(note("no signature", text + "\n", "MALFORMED"));
        vectors.add(note("no empty line", "first\n" + line, "MALFORMED"));
        vectors.add(note("no final newline", note.substring(0, note.length() - 1), "MALFORMED"));
        vectors.add(note("something after the signatures", note + "x", "MALFORMED"));
        vectors.add(note("an empty line after the signatures", note + "\n", "MALFORMED"));
        vectors.add(note("carriage returns", note.replace("\n", "\r\n"), "MALFORMED"));
        vectors.add(note("a tab in the text", note.replace("first ", "first\t"), "MALFORMED"));
        vectors.add(note("a NUL in the text", note.replace("first ", "first\0"), "MALFORMED"));
        vectors.add(note("a hyphen for the dash", note.replace("\u2014 ", "- "), "MALFORMED"));
        vectors.add(note("two spaces", note.replace(" " + blob, "  " + blob), "MALFORMED"));
        vectors.add(note("no key name", note.replace(SampleLedger.NAME, ""), "MALFORMED"));
        vectors.add(note("a plus sign in the name", note.replace(SampleLedger.NAME, "a+b"), "MALFORMED"));
        vectors.add(note("a no-break space in the name", note.replace(SampleLedger.NAME, "a\u00a0b"), "MALFORMED"));
        vectors.add(note("an ideographic space in the name", note.replace(SampleLedger.NAME, "a\u3000b"), "MALFORMED"));
        vectors.add(note("base64 without padding", note.replace(blob, blob.replace("=", "")), "MALFORMED"));
        vectors.add(note("base64 with spare bits set", note.replace(blob, spareBits(blob)), "MALFORMED"));
        vectors.add(note("base64 of the address kind", note.replace(blob, "-_" + blob.substring(2)), "MALFORMED"));
        vectors.add(note("a key id without signature", note.replace(blob, "AAAAAA=="), "MALFORMED"));
        vectors.add(note("65 signatures", text + "\n" + line.repeat(65), "MALFORMED"));
        return vectors;
    }

    private static Map<String, Object> note(String name, String note, String verdict) {
        return vector(name, "note", note, "trusted", List.of(LOG.vkey()), "verdict", verdict);
    }

    private static Map<String, Object> cosignature(String name, String text, NoteSignature line, String verdict) {
        return vector(name, "note", text + "\n" + line.line(), "trusted", List.of(W1.vkey()), "verdict", verdict);
    }

    private static NoteSignature relabel(TestKey key, String text, long signed, long claimed) {
        byte[] bytes = key.cosign(signed, text).signature();
        ByteBuffer.wrap(bytes).putLong(claimed);
        return NoteSignature.of(key.verifier(), bytes);
    }

    // Signed over "time 0", which Cosignature itself refuses to make.
    private static NoteSignature timeZero(String text) {
        byte[] signature = W1.ed25519(("cosignature/v1\ntime 0\n" + text).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = new byte[Cosignature.LENGTH];
        System.arraycopy(signature, 0, bytes, Long.BYTES, signature.length);
        return NoteSignature.of(W1.verifier(), bytes);
    }

    private static String spareBits(String blob) {
        // 68 bytes end in "xx=" with two spare bits in the last letter.
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int last = blob.indexOf('=') - 1;
        char other = letters.charAt(letters.indexOf(blob.charAt(last)) + 1);
        String changed = blob.substring(0, last) + other + blob.substring(last + 1);
        if (!Arrays.equals(
                Base64.getDecoder().decode(changed), Base64.getDecoder().decode(blob))) {
            throw new IllegalStateException("not the same bytes");
        }
        return changed;
    }

    // ---- checkpoints

    private static List<Map<String, Object>> checkpoints() {
        Checkpoint honest = LEDGER.checkpoint(300);
        String root = honest.root().base64();
        String name = SampleLedger.NAME;
        SignedNote signed = new SignedNote(honest.text(), List.of(LOG.sign(honest.text())));
        String one =
                signed.with(List.of(W1.cosign(1_790_000_000L, honest.text()))).render();
        String two = LEDGER.note(300, W1, W2);
        String onlyWitness = new SignedNote(honest.text(), List.of(W1.cosign(7, honest.text()))).render();
        List<Map<String, Object>> vectors = new ArrayList<>();
        vectors.add(checkpoint("honest", signed.render(), 0, "TRUSTED"));
        vectors.add(checkpoint("honest with extension", LOG.note(honest.text() + "extension\n"), 0, "TRUSTED"));
        vectors.add(checkpoint("honest and empty", LEDGER.note(0), 0, "TRUSTED"));
        vectors.add(checkpoint("two witnesses of two", two, 2, "TRUSTED"));
        vectors.add(checkpoint("one witness of two where one is enough", one, 1, "TRUSTED"));
        vectors.add(checkpoint("one witness of two where two are needed", one, 2, "TOO_FEW_WITNESSES"));
        vectors.add(checkpoint(
                "the same witness twice",
                one + W1.cosign(1_790_000_001L, honest.text()).line(),
                2,
                "TOO_FEW_WITNESSES"));
        vectors.add(checkpoint(
                "a witness that nobody asked about",
                signed.with(List.of(TestKey.witness("stranger", 9).cosign(7, honest.text())))
                        .render(),
                1,
                "TOO_FEW_WITNESSES"));
        vectors.add(checkpoint("signed by a witness only", onlyWitness, 0, "NOT_SIGNED_BY_LOG"));
        vectors.add(checkpoint(
                "signed by another key of the same name",
                TestKey.log(name, 8).note(honest.text()),
                0,
                "NOT_SIGNED_BY_LOG"));
        vectors.add(checkpoint(
                "right key, another origin", LOG.note("other.example\n300\n" + root + "\n"), 0, "OTHER_LOG"));
        vectors.add(checkpoint("size altered", signed.render().replace("\n300\n", "\n301\n"), 0, "SIGNATURE_DIFFERS"));
        vectors.add(checkpoint(
                "root exchanged",
                signed.render().replace(root, LEDGER.checkpoint(299).root().base64()),
                0,
                "SIGNATURE_DIFFERS"));
        vectors.add(checkpoint(
                "empty tree with another root", LOG.note(name + "\n0\n" + root + "\n"), 0, "EMPTY_TREE_ROOT"));
        for (String size : List.of(
                "0300",
                "+300",
                "-1",
                " 300",
                "300 ",
                "0x12c",
                "",
                "9223372036854775808",
                "\u0663\u0660\u0660",
                "3e2")) {
            vectors.add(checkpoint(
                    "size written as '" + size + "'",
                    LOG.note(name + "\n" + size + "\n" + root + "\n"),
                    0,
                    "MALFORMED"));
        }
        vectors.add(checkpoint("no root", LOG.note(name + "\n300\n"), 0, "MALFORMED"));
        vectors.add(checkpoint(
                "root of 31 bytes",
                LOG.note(name + "\n300\n" + StrictBase64.encode(new byte[31]) + "\n"),
                0,
                "MALFORMED"));
        vectors.add(checkpoint(
                "root of 33 bytes",
                LOG.note(name + "\n300\n" + StrictBase64.encode(new byte[33]) + "\n"),
                0,
                "MALFORMED"));
        vectors.add(checkpoint(
                "root without padding", LOG.note(name + "\n300\n" + root.replace("=", "") + "\n"), 0, "MALFORMED"));
        vectors.add(checkpoint("no origin", LOG.note("\n300\n" + root + "\n"), 0, "MALFORMED"));
        vectors.add(checkpoint(
                "an empty line before an extension", LOG.note(honest.text() + "\nextension\n"), 0, "MALFORMED"));
        return vectors;
    }

    private static Map<String, Object> checkpoint(String name, String note, int quorum, String verdict) {
        return vector(
                name,
                "note",
                note,
                "key",
                LOG.vkey(),
                "witnesses",
                List.of(W1.vkey(), W2.vkey()),
                "quorum",
                quorum,
                "verdict",
                verdict);
    }

    // ---- tiles

    private static List<Map<String, Object>> tilePaths() {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (String path : List.of(
                "tile/0/000",
                "tile/0/999",
                "tile/0/x001/000",
                "tile/0/x001/x234/067",
                "tile/7/000.p/1",
                "tile/1/x001/234.p/255",
                "tile/entries/000",
                "tile/entries/x123/456.p/17")) {
            vectors.add(vector("one address", "path", path, "verdict", "HOLDS"));
        }
        for (String path : List.of(
                "",
                "/tile/0/000",
                "tile/0/0",
                "tile/0/1234",
                "tile/0/x000/001",
                "tile/0/x001",
                "tile/0/001/002",
                "tile/00/000",
                "tile/8/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000/",
                "tile/0/../0/000",
                "tile/0/%30%30%30",
                "tile/0/000\n",
                "tile/0/\u0660\u0660\u0660",
                "tile/entries/000.p/999",
                "tile/data/000",
                "tile/0/x999/x999/x999/x999/x999/x999/999")) {
            vectors.add(vector("another spelling or no address", "path", path, "verdict", "MALFORMED"));
        }
        return vectors;
    }

    // ---- JSON

    private static List<Map<String, Object>> canonicalJson() {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (String json : List.of(
                "{}",
                "{\"a\":1,\"b\":[],\"c\":{\"d\":\"\"}}",
                "{\"\u80a1\":\"\u9690\"}",
                "{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u007f/\"}",
                "{\"\ud83d\ude00\":1,\"\ufb33\":2}",
                "{\"n\":[9007199254740991,-9007199254740991,0,-1]}")) {
            vectors.add(json("canonical", json, "HOLDS"));
        }
        for (String json : List.of(
                "{\"b\":1,\"a\":2}",
                " {}",
                "{}\n",
                "{\"a\": 1}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"\ufb33\":2,\"\ud83d\ude00\":1}",
                "{\"n\":9007199254740992}",
                "{\"n\":-9007199254740992}")) {
            vectors.add(json("JSON, spelled otherwise", json, "MALFORMED"));
        }
        for (String json : List.of(
                "",
                "[]",
                "\"a\"",
                "1",
                "{",
                "{}}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":true}",
                "{\"a\":null}",
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":-0}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":9223372036854775808}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"line\nbreak\"}",
                "{\"a\":\"unfinished",
                "\ufeff{}",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"a\":1/*comment*/}")) {
            vectors.add(json("refused", json, "MALFORMED"));
        }
        byte[] notUtf8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'};
        vectors.add(vector("refused", "json", StrictBase64.encode(notUtf8), "verdict", "MALFORMED"));
        return vectors;
    }

    private static Map<String, Object> json(String name, String json, String verdict) {
        return vector(name, "json", StrictBase64.encode(json.getBytes(StandardCharsets.UTF_8)), "verdict", verdict);
    }

    // ---- entries

    private static List<Map<String, Object>> entries() {
        EvidenceFile.ProvenEntry four = LEDGER.evidence(300, 4).entries().get(0);
        EvidenceFile.ProvenEntry five = LEDGER.evidence(300, 5).entries().get(0);
        List<DisclosedPart> parts = four.shown().parts();
        EntryPart firm = ((DisclosedPart.Open) parts.get(0)).part();
        EntryPart subject = ((DisclosedPart.Open) parts.get(1)).part();
        byte[] leaf = four.leaf();
        List<Map<String, Object>> vectors = new ArrayList<>();
        vectors.add(entry("all open", parts, leaf, "HOLDS"));
        vectors.add(entry("firm's part hidden", five.shown().parts(), five.leaf(), "HOLDS"));
        vectors.add(entry("all hidden", List.of(hidden(parts.get(0)), hidden(parts.get(1))), leaf, "HOLDS"));
        vectors.add(entry("one part left out", parts.subList(0, 1), leaf, "COMMITMENT_DIFFERS"));
        vectors.add(
                entry("one part twice", List.of(parts.get(0), parts.get(1), parts.get(1)), leaf, "COMMITMENT_DIFFERS"));
        vectors.add(entry(
                "parts exchanged, hidden",
                List.of(hidden(parts.get(1)), hidden(parts.get(0))),
                leaf,
                "COMMITMENT_DIFFERS"));
        vectors.add(entry("parts exchanged, open", List.of(parts.get(1), parts.get(0)), leaf, "FIRM_PART_MISPLACED"));
        vectors.add(entry("a second firm part", List.of(parts.get(0), parts.get(0)), leaf, "FIRM_PART_MISPLACED"));
        vectors.add(entry("no part", List.of(), leaf, "PART_COUNT"));
        vectors.add(entry("another leaf", parts, five.leaf(), "COMMITMENT_DIFFERS"));
        vectors.add(entry(
                "another body",
                List.of(open("firm", firm.nonce(), "{\"kind\":\"release\",\"number\":5}"), parts.get(1)),
                leaf,
                "COMMITMENT_DIFFERS"));
        vectors.add(entry(
                "another nonce",
                List.of(open("firm", subject.nonce(), text(firm)), parts.get(1)),
                leaf,
                "COMMITMENT_DIFFERS"));
        vectors.add(entry(
                "another label",
                List.of(parts.get(0), open("client", subject.nonce(), text(subject))),
                leaf,
                "COMMITMENT_DIFFERS"));
        // The lengths in front of label and body stop one from lending bytes to the other.
        vectors.add(entry(
                "label and body share a byte otherwise",
                List.of(open("fir", firm.nonce(), "m" + text(firm)), parts.get(1)),
                leaf,
                "FIRM_PART_MISPLACED"));
        DisclosedPart loose = open("firm", firm.nonce(), "{ }");
        vectors.add(
                entry("body not canonical, though committed to", List.of(loose), leafOf(loose), "BODY_NOT_CANONICAL"));
        DisclosedPart twice = open("firm", firm.nonce(), "{\"a\":1,\"a\":2}");
        vectors.add(entry("a key twice, though committed to", List.of(twice), leafOf(twice), "BODY_NOT_CANONICAL"));
        byte[] otherFormat = leaf.clone();
        otherFormat[0] = 2;
        vectors.add(entry("another format byte", parts, otherFormat, "LEAF_FORMAT"));
        vectors.add(entry("leaf one byte longer", parts, Arrays.copyOf(leaf, 34), "LEAF_FORMAT"));
        vectors.add(entry("leaf one byte shorter", parts, Arrays.copyOf(leaf, 32), "LEAF_FORMAT"));
        vectors.add(entry("empty leaf", parts, new byte[0], "LEAF_FORMAT"));
        return vectors;
    }

    private static byte[] leafOf(DisclosedPart part) {
        return Entry.leaf(Entry.commitment(List.of(part.hash())));
    }

    private static DisclosedPart hidden(DisclosedPart part) {
        return new DisclosedPart.Hidden(part.hash());
    }

    private static DisclosedPart open(String label, byte[] nonce, String body) {
        return new DisclosedPart.Open(new EntryPart(label, nonce, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(EntryPart part) {
        return new String(part.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> entry(String name, List<DisclosedPart> parts, byte[] leaf, String verdict) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (DisclosedPart part : new DisclosedEntry(parts).parts()) {
            if (part instanceof DisclosedPart.Open open) {
                shown.add(Map.of(
                        "label", open.part().label(),
                        "nonce", StrictBase64.encode(open.part().nonce()),
                        "body", text(open.part())));
            } else {
                shown.add(Map.of("hash", part.hash().base64()));
            }
        }
        return vector(name, "parts", shown, "leaf", StrictBase64.encode(leaf), "verdict", verdict);
    }

    // ---- evidence files

    private static List<Map<String, Object>> evidence() {
        String honest = new String(LEDGER.evidence(300, 3, 4).render(), StandardCharsets.UTF_8);
        String earlier = new String(LEDGER.evidence(200, 3, 4).render(), StandardCharsets.UTF_8);
        String forked =
                new String(new SampleLedger(LOG, 300, 2).evidence(300, 3, 4).render(), StandardCharsets.UTF_8);
        TestKey other = TestKey.log(SampleLedger.NAME, 8);
        String selfMade =
                new String(new SampleLedger(other, 300).evidence(300, 3, 4).render(), StandardCharsets.UTF_8);
        List<Map<String, Object>> vectors = new ArrayList<>();
        vectors.add(evidence("honest", honest, 0));
        vectors.add(evidence("honest, with white space", honest.replace(",\"", ",\n  \""), 0));
        vectors.add(evidence("its own key and checkpoint, another ledger", selfMade, 1));
        vectors.add(evidence(
                "its own checkpoint under the right key's name",
                selfMade.replace(other.vkey().replace("/", "\\/"), LOG.vkey()).replace(other.vkey(), LOG.vkey()),
                1));
        vectors.add(evidence("entries of a fork under our checkpoint", graft(forked, honest), 1));
        vectors.add(evidence("checkpoint of another size", graft(honest, earlier), 1));
        vectors.add(evidence("another index", honest.replace("\"index\":3", "\"index\":2"), 1));
        vectors.add(evidence("an index beyond the tree", honest.replace("\"index\":3", "\"index\":303"), 1));
        String twice = new String(LEDGER.evidence(300, 3, 3).render(), StandardCharsets.UTF_8);
        vectors.add(evidence("an entry twice, each time right", twice, 1));
        vectors.add(evidence("an entry under its neighbour's index", honest.replace("\"index\":4", "\"index\":3"), 1));
        vectors.add(evidence("a body altered", honest.replace("client-3", "client-8"), 1));
        vectors.add(evidence("a part left out", honest.replaceFirst("\\{\"hash\":\"[^\"]*\"},", ""), 1));
        vectors.add(evidence(
                "no entries", honest.replaceFirst("\"entries\":\\[.*\\],\"format\"", "\"entries\":[],\"format\""), 1));
        vectors.add(evidence("a member nobody knows", honest.replaceFirst("\\{", "{\"remark\":\"all is well\","), 1));
        vectors.add(
                evidence("a member twice", honest.replaceFirst("\\{", "{\"made_at\":\"2020-01-01T00:00:00Z\","), 1));
        vectors.add(evidence(
                "a part open and hidden at once",
                honest.replaceFirst("\\{\"hash\":", "{\"label\":\"firm\",\"hash\":"),
                1));
        vectors.add(evidence("another format", honest.replace("evidence/v1", "evidence/v2"), 1));
        vectors.add(evidence("a number for a text", honest.replaceFirst("\"made_at\":\"[^\"]*\"", "\"made_at\":7"), 1));
        vectors.add(evidence("no time", honest.replaceFirst("\"made_at\":\"[^\"]*\"", "\"made_at\":\"yesterday\""), 1));
        vectors.add(evidence("a negative index", honest.replace("\"index\":3", "\"index\":-3"), 1));
        vectors.add(evidence("cut off", honest.substring(0, honest.length() / 2), 1));
        vectors.add(evidence("empty", "", 1));
        vectors.add(evidence("not evidence at all", "{\"hello\":\"world\"}", 1));
        return vectors;
    }

    private static String graft(String entriesFrom, String restFrom) {
        int start = restFrom.indexOf("\"entries\":");
        int end = restFrom.indexOf(",\"format\":");
        return restFrom.substring(0, start)
                + entriesFrom.substring(entriesFrom.indexOf("\"entries\":"), entriesFrom.indexOf(",\"format\":"))
                + restFrom.substring(end);
    }

    private static Map<String, Object> evidence(String name, String file, int exit) {
        return vector(name, "file", file, "key", LOG.vkey(), "exit", exit);
    }
}
