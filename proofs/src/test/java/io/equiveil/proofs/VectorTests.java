package io.equiveil.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs `testvectors/`, more than half of them hostile. The verdicts stand in the files, not here.
class VectorTests {

    private static final Path VECTORS = Path.of("..", "testvectors");

    @FunctionalInterface
    private interface Judge {
        String verdict(Vector vector) throws MalformedException;
    }

    private record Vector(Map<?, ?> members) {
        String text(String name) {
            return (String) members.get(name);
        }

        long number(String name) {
            return (Long) members.get(name);
        }

        List<?> list(String name) {
            return (List<?>) members.get(name);
        }

        List<VerifierKey> keys(String name) throws MalformedException {
            List<VerifierKey> keys = new ArrayList<>();
            for (Object key : list(name)) {
                keys.add(VerifierKey.parse((String) key));
            }
            return keys;
        }

        List<TreeHash> path() throws MalformedException {
            List<TreeHash> path = new ArrayList<>();
            for (Object hash : list("path")) {
                path.add(TreeHash.parse((String) hash));
            }
            return path;
        }
    }

    @TestFactory
    Stream<DynamicTest> inclusion() throws Exception {
        return all(
                "inclusion",
                vector -> verdict(new InclusionProof(
                                new LeafIndex(vector.number("index")),
                                new TreeSize(vector.number("size")),
                                vector.path())
                        .check(LeafHash.parse(vector.text("leafHash")), TreeHash.parse(vector.text("root")))));
    }

    @TestFactory
    Stream<DynamicTest> consistency() throws Exception {
        return all(
                "consistency",
                vector -> verdict(new ConsistencyProof(
                                new TreeSize(vector.number("older")),
                                new TreeSize(vector.number("newer")),
                                vector.path())
                        .check(TreeHash.parse(vector.text("olderRoot")), TreeHash.parse(vector.text("newerRoot")))));
    }

    @TestFactory
    Stream<DynamicTest> notes() throws Exception {
        return all("notes", vector -> {
            byte[] bytes = vector.text("note").getBytes(StandardCharsets.UTF_8);
            SignedNote note = SignedNote.parse(bytes);
            assertThat(note.render().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
            return note.check(vector.keys("trusted")) instanceof NoteCheck.Refused refused
                    ? refused.reason().name()
                    : "TRUSTED";
        });
    }

    @TestFactory
    Stream<DynamicTest> checkpoints() throws Exception {
        return all("checkpoints", vector -> {
            WitnessQuorum quorum = new WitnessQuorum((int) vector.number("quorum"), vector.keys("witnesses"));
            CheckpointCheck check =
                    SignedCheckpoint.parse(vector.text("note")).check(VerifierKey.parse(vector.text("key")), quorum);
            return check instanceof CheckpointCheck.Refused refused
                    ? refused.reason().name()
                    : "TRUSTED";
        });
    }

    @TestFactory
    Stream<DynamicTest> tilePaths() throws Exception {
        return all("tile-paths", vector -> {
            assertThat(TilePath.parse(vector.text("path")).path()).isEqualTo(vector.text("path"));
            return "HOLDS";
        });
    }

    @TestFactory
    Stream<DynamicTest> canonicalJson() throws Exception {
        return all("canonical-json", vector -> {
            CanonicalJson.read(StrictBase64.decode(vector.text("json")));
            return "HOLDS";
        });
    }

    @TestFactory
    Stream<DynamicTest> entries() throws Exception {
        return all("entries", vector -> {
            List<DisclosedPart> parts = new ArrayList<>();
            for (Object element : vector.list("parts")) {
                Vector part = new Vector((Map<?, ?>) element);
                parts.add(
                        part.members().containsKey("hash")
                                ? new DisclosedPart.Hidden(PartHash.parse(part.text("hash")))
                                : new DisclosedPart.Open(new EntryPart(
                                        part.text("label"),
                                        StrictBase64.decode(part.text("nonce")),
                                        part.text("body").getBytes(StandardCharsets.UTF_8))));
            }
            DisclosedEntry.Check check = new DisclosedEntry(parts).check(StrictBase64.decode(vector.text("leaf")));
            return check instanceof DisclosedEntry.Check.Fails fails
                    ? fails.reason().name()
                    : "HOLDS";
        });
    }

    private static String verdict(ProofCheck check) {
        return check instanceof ProofCheck.Fails fails ? fails.reason().name() : "HOLDS";
    }

    private static Stream<DynamicTest> all(String file, Judge judge) throws IOException, MalformedException {
        List<?> vectors = (List<?>) StrictJson.readObject(Files.readAllBytes(VECTORS.resolve(file + ".json")))
                .get("vectors");
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            Vector vector = new Vector((Map<?, ?>) vectors.get(i));
            tests.add(DynamicTest.dynamicTest(file + " " + i + ": " + vector.text("name"), () -> {
                String verdict;
                try {
                    verdict = judge.verdict(vector);
                } catch (MalformedException malformed) {
                    verdict = "MALFORMED";
                }
                assertThat(verdict).isEqualTo(vector.text("verdict"));
            }));
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests.stream();
    }
}
