package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
        Path log = folder.resolve("log.txt");
        Process process = start(log, "--exit", "--report", reportFile().toString());
        if (!process.waitFor(600, TimeUnit.SECONDS)) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            throw new AssertionError("the demo did not end:\n" + Files.readString(log));
        }
        exit = process.exitValue();
        said = Files.readString(log);
        if (Files.exists(reportFile())) {
            report = JsonMapper.builder().build().readTree(Files.readAllBytes(reportFile()));
        }
    }

    @Test
    void oneCommandPlaysTheWholeTransferAndEveryStepComesOutAsExpected() {
        assertThat(exit).as(said).isZero();
        assertThat(report.path("steps"))
                .hasSizeGreaterThan(180)
                .allSatisfy(step -> assertThat(step.path("outcome").asString())
                        .as(step.path("name").asString())
                        .isEqualTo(step.path("expected").asString()));
        assertThat(report.path("steps"))
                .filteredOn(step -> step.path("expected").asString().startsWith("refuse "))
                .as("things that must not happen are tried")
                .hasSizeGreaterThan(35);
    }

    @Test
    void theReportHoldsWhatScriptsNeedAndIsForItsOwnerOnly() throws IOException {
        assertThat(report.propertyNames())
                .containsExactly("baseUrl", "ledgerUrl", "ledgerKey", "accounts", "confidentialValues", "steps");
        assertThat(report.path("ledgerKey").asString()).contains("+");
        assertThat(report.path("accounts"))
                .allSatisfy(account -> assertThat(account.propertyNames())
                        .containsExactly("role", "login", "password", "totpSecret", "pin"));
        Set<String> roles = new TreeSet<>();
        report.path("accounts")
                .forEach(account -> roles.add(account.path("role").asString()));
        assertThat(roles)
                .containsExactly("ADVISOR", "CLIENT", "COMPLIANCE_OFFICER", "OWNER", "PARTNER", "SECURITY_OFFICER");
        assertThat(report.path("steps"))
                .allSatisfy(step ->
                        assertThat(step.propertyNames()).containsExactlyInAnyOrder("name", "expected", "outcome"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(reportFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatItPrintsSpeaksInWordsAndHoldsNoneOfTheConfidentialValues() {
        assertThat(said).contains("第12幕").contains("Act 12: ").contains("出路：").contains("Way out: ");
        assertThat(said).as("codes are for programs").doesNotContainPattern("\\b[A-Z]{2,}_[A-Z_]+\\b");
        List<String> accounts = new ArrayList<>();
        report.path("accounts").forEach(each -> accounts.add(each.path("login").asString()));
        assertThat(report.path("confidentialValues")).hasSizeGreaterThan(15);
        report.path("confidentialValues").forEach(value -> {
            // A client's number is its sign-in name, which the demo prints on purpose.
            if (!accounts.contains(value.asString())) {
                assertThat(said).doesNotContain(value.asString());
            }
        });
    }

    @Test
    void whenItHasStoppedNothingOfItRunsAndNothingIsLeftInClear() throws IOException {
        assertThat(commandsNaming(data())).isEmpty();
        List<byte[]> values = new ArrayList<>();
        for (JsonNode value : report.path("confidentialValues")) {
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, Charset.forName("GBK"))) {
                values.add(value.asString().getBytes(charset));
            }
        }
        try (Stream<Path> files = Stream.concat(Files.walk(data()), Files.walk(witness()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (byte[] value : values) {
                    assertThat(content.contains(new String(value, StandardCharsets.ISO_8859_1)))
                            .as(file.toString())
                            .isFalse();
                }
            }
        }
    }

    /// Killed as by a power cut, the server leaves no witness behind; the next start has the same one again.
    @Test
    void theWitnessIsASecondProcessThatComesBackWithTheServerAndEndsWithItEvenAfterAKill() throws Exception {
        Path log = folder.resolve("again.txt");
        Process again = start(log);
        try {
            waitFor(() -> Files.exists(log) && read(log).contains("Ctrl-C"));
            assertThat(commandsNaming(witness())).hasSize(1);
            assertThat(read(witness().resolve("witness.key"))).startsWith("equiveil.local/witness+");
            again.destroyForcibly();
            waitFor(() -> commandsNaming(witness()).isEmpty());
        } finally {
            again.destroyForcibly().waitFor();
            // PostgreSQL outlives a killed application by design; the next start would stop it.
            commandsNaming(data()).forEach(ProcessHandle::destroy);
            waitFor(() -> commandsNaming(data()).isEmpty());
        }
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static Path witness() {
        return folder.resolve("data.witness");
    }

    private static Path reportFile() {
        return folder.resolve("report.json");
    }

    /// Processes that were started on this folder or on something below it.
    private static List<ProcessHandle> commandsNaming(Path named) {
        return ProcessHandle.allProcesses()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(word -> word.equals(named.toString()) || word.startsWith(named + "/")))
                .toList();
    }

    private static void waitFor(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(180));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process start(Path log, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                JAR.toString(),
                "demo",
                "--data",
                data().toString(),
                "--port",
                Integer.toString(freePort())));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
