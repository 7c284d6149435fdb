package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release as a stranger gets it: unpacked on a machine without Java and without Maven, it plays the whole transfer.
@Tag("soak")
class ReleaseTests {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    static Path folder;

    private static Path archive;
    private static Path release;

    @BeforeAll
    static void makeAndUnpack() throws Exception {
        archive = make("one");
        run(folder, Map.of(), "tar", "-xzf", archive.toString());
        try (Stream<Path> entries = Files.list(folder)) {
            release = entries.filter(entry -> entry.getFileName().toString().startsWith("equiveil-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path make(String name) throws Exception {
        Path output = Files.createDirectory(folder.resolve(name));
        run(
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                HOUSE.resolve("equiveil").toString(),
                "package",
                "--as-built",
                "--output",
                output.toString());
        try (Stream<Path> entries = Files.list(output)) {
            return entries.filter(entry -> entry.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void itsChecksumsHoldAndTheSameSourcesGiveTheSameBytes() throws Exception {
        run(release, Map.of(), "sha256sum", "--quiet", "-c", "SHA256SUMS");
        run(archive.getParent(), Map.of(), "sha256sum", "-c", archive.getFileName() + ".sha256");

        Path again = make("two");

        assertThat(Files.mismatch(archive, again)).as("first byte that differs").isEqualTo(-1);
    }

    @Test
    void itPlaysTheWholeTransferWithoutJavaOnTheMachine() throws Exception {
        Map<String, String> bare = Map.of("PATH", pathWithoutJava());

        String said = run(
                folder,
                bare,
                release.resolve("equiveil").toString(),
                "demo",
                "--exit",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(freePort()));

        assertThat(said).contains("http://localhost:");
        assertThat(run(folder, bare, release.resolve("equiveil").toString(), "version"))
                .matches("[0-9]+\\.[0-9]+\\.[0-9]+\\s*");
        assertThat(run(
                        folder,
                        bare,
                        release.resolve("equiveil").toString(),
                        "backup",
                        "--data",
                        folder.resolve("data").toString()))
                .contains("Backup made");
    }

    /// The usual programs, but for every Java.
    private static String pathWithoutJava() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of(
                "sh",
                "dirname",
                "readlink",
                "printf",
                "locale",
                "uname",
                "unshare",
                "cat",
                "mkdir",
                "rm",
                "rmdir",
                "mv",
                "nice",
                "sleep",
                "env")) {
            for (String place : List.of("/usr/bin", "/bin", "/usr/sbin")) {
                Path there = Path.of(place, program);
                if (Files.isExecutable(there) && !Files.exists(bin.resolve(program))) {
                    Files.createSymbolicLink(bin.resolve(program), there);
                }
            }
        }
        return bin.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String run(Path where, Map<String, String> environment, String... command) throws Exception {
        Path log = Files.createTempFile(folder, "run", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(900, TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError("it did not end:\n" + Files.readString(log));
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
