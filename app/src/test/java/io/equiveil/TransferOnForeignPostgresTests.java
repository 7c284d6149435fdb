package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.engine.ForeignPostgres;
import io.equiveil.evidence.Leaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole example transfer once on a PostgreSQL that others run: Debian's server, by `EQUIVEIL_DB_URL`.
@Tag("soak")
class TransferOnForeignPostgresTests {

    @TempDir
    Path folder;

    @TempDir
    Path serverFolder;

    @Test
    void isPlayedAsOnOurOwnAndLeavesNothingThereThatAnAdministratorCouldRead() throws Exception {
        ForeignPostgres server = ForeignPostgres.start(serverFolder);
        Instant began = Instant.now();
        Path report = folder.resolve("report.json");
        JsonNode played;
        try (EquiVeilProcess demo = EquiVeilProcess.run(
                folder,
                server.environment("transfer"),
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--exit",
                "--report",
                report.toString())) {
            assertThat(demo.exitCode(Duration.ofMinutes(8))).as(demo.said()).isZero();
            played = JsonMapper.builder().build().readTree(Files.readAllBytes(report));
            assertThat(folder.resolve("data/pg")).isEmptyDirectory();
        } finally {
            server.stop();
        }
        assertThat(played.path("steps"))
                .hasSizeGreaterThan(60)
                .allSatisfy(step -> assertThat(step.path("outcome").asString())
                        .as(step.path("name").asString())
                        .startsWith(step.path("expected").asString()));
        List<String> confidential = new ArrayList<>();
        played.path("confidentialValues").forEach(value -> confidential.add(value.asString()));
        // A name of two characters is found in encrypted bytes by chance.
        confidential.removeIf(value -> value.length() < 4);
        assertThat(confidential).hasSizeGreaterThan(4);
        assertThat(Leaks.of(confidential, serverFolder, began)).isEmpty();
    }
}
