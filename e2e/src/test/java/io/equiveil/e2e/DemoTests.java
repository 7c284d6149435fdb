package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The packaged application from outside: one command plays the example transfer from first contact to closing.
class DemoTests {

    private static final Path JAR = Path.of(System.getProperty("equiveil.jar", ""));

    @TempDir
    static Path folder;

    private static int exit;
    private static String said = "";
    private static JsonNode report = JsonMapper.builder().build().createObjectNode();

    @BeforeAll
    static void play() throws Exception {
        Path reportFile = folder.resolve("report.json");
        Path log = folder.resolve("log.txt");
        exit = run(
                log,
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(freePort()),
                "--exit",
                "--report",
                reportFile.toString());
        said = Files.readString(log);
        if (Files.exists(reportFile)) {
            report = JsonMapper.builder().build().readTree(Files.readAllBytes(reportFile));
        }
    }

    @Test
    void oneCommandPlaysTheWholeTransferAndEveryStepComesOutAsExpected() {
        assertThat(exit).as(said).isZero();
        assertThat(report.path("ledgerKey").asString()).contains("+");
        assertThat(report.path("accounts")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(report.path("steps"))
                .hasSizeGreaterThan(60)
                .allSatisfy(step -> assertThat(step.path("outcome").asString())
                        .as(step.path("name").asString())
                        .startsWith(step.path("expected").asString()));
    }

    @Test
    void whatItPrintsHoldsNoneOfTheConfidentialValues() {
        List<String> accounts = new ArrayList<>();
        report.path("accounts").forEach(each -> accounts.add(each.path("login").asString()));
        assertThat(report.path("confidentialValues")).isNotEmpty();
        report.path("confidentialValues").forEach(value -> {
            // A client's number is its sign-in name, which the demo prints on purpose.
            if (!accounts.contains(value.asString())) {
                assertThat(said).doesNotContain(value.asString());
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int run(Path log, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dstdout.encoding=UTF-8",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(240, TimeUnit.SECONDS)) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            throw new AssertionError("the demo did not end:\n" + Files.readString(log));
        }
        return process.exitValue();
    }
}
