package io.equiveil.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.proofs.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorTests {

    private static final Path VECTORS = Path.of("..", "testvectors");

    @TempDir
    Path folder;

    @Test
    void evidenceFilesGetTheVerdictThatIsWrittenDown() throws Exception {
        List<?> vectors = (List<?>) StrictJson.readObject(Files.readAllBytes(VECTORS.resolve("evidence.json")))
                .get("vectors");
        for (Object element : vectors) {
            Map<?, ?> vector = (Map<?, ?>) element;
            Path file = Files.writeString(folder.resolve("evidence.json"), (String) vector.get("file"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            int exit = Verify.run(
                    List.of(file.toString(), "--key", (String) vector.get("key"), "--lang", "en"),
                    Locale.ROOT,
                    new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThat((long) exit).as("%s%n%s", vector.get("name"), out).isEqualTo(vector.get("exit"));
        }
        assertThat(vectors).hasSizeGreaterThan(15);
    }

    @Test
    void theCommittedVectorsAreThoseThatTheWriterWrites() throws IOException {
        VectorWriter.write(folder);

        try (Stream<Path> files = Files.list(folder)) {
            for (Path written : files.toList()) {
                assertThat(VECTORS.resolve(written.getFileName())).hasSameTextualContentAs(written);
            }
        }
    }
}
