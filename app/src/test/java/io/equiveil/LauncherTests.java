package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of a source tree: what it builds, and what of earlier builds it leaves alone. In place of a JDK
/// stands a script that says what it was called with and unpacks one file.
class LauncherTests {

    private static final String JAVA = """
            #!/bin/sh
            echo "java $*"
            case "$*" in *" extract --destination "*) mkdir -p "$6" && touch "$6/equiveil-app-1-exec.jar" ;; esac
            """;

    @TempDir
    Path tree;

    private Path run;

    @BeforeEach
    void aTreeThatWasBuiltBefore() throws Exception {
        // As the launcher itself names it.
        tree = tree.toRealPath();
        run = Files.createDirectories(tree.resolve("app/target/run"));
        Files.copy(Path.of("../equiveil"), tree.resolve("equiveil"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(tree.resolve("jdk/bin"));
        Files.writeString(tree.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        for (String program : List.of("java", "javac")) {
            Files.writeString(tree.resolve("jdk/bin").resolve(program), JAVA);
            tree.resolve("jdk/bin").resolve(program).toFile().setExecutable(true);
        }
        unpacked("app-1-1", 3);
        unpacked("app-2-2", 2);
        unpacked("app-3-3", 1);
    }

    @Test
    void helpNeedsNoBuildAndNamesEveryCommandOfTheLauncher() throws Exception {
        Path help = tree.resolve("app/src/main/resources/io/equiveil/help.txt");
        Files.createDirectories(help.getParent());
        Files.copy(Path.of("src/main/resources/io/equiveil/help.txt"), help);

        String said = launch("help");

        assertThat(said).isEqualTo(Files.readString(help)).contains("package", "verify", "witness", "test", "soak");
        for (Options.Command command : Options.Command.values()) {
            if (command != Options.Command.WARM_UP && command.isOfLaunchers()) {
                assertThat(said).contains("./equiveil " + command.word());
            }
        }
    }

    @Test
    void stopRunsWhatWasUnpackedLastAndBuildsNothing() throws Exception {
        assertThat(launch("stop", "--data", "d"))
                .contains(run.resolve("app-3-3/equiveil-app-1-exec.jar") + " stop --data d")
                .doesNotContain("Building");
    }

    @Test
    void whatStillRunsKeepsItsFilesWhenANewerOneIsUnpacked() throws Exception {
        Files.writeString(tree.resolve("app/target/equiveil-app-1-exec.jar"), "built");
        Files.createFile(run.resolve("app.built"));
        Process running = new ProcessBuilder(
                        "sh",
                        "-c",
                        "read line",
                        run.resolve("app-1-1/equiveil-app-1-exec.jar").toString())
                .start();
        try {
            assertThat(launch("doctor")).contains("equiveil-app-1-exec.jar doctor");

            assertThat(run.resolve("app-1-1")).as("runs").exists();
            assertThat(run.resolve("app-2-2")).as("old, and nobody's").doesNotExist();
            assertThat(run.resolve("app-3-3")).exists();
            assertThat(run.toFile().list())
                    .as("the new one, whole, and nothing half")
                    .hasSize(4);
        } finally {
            running.destroy();
        }
    }

    private void unpacked(String name, int daysAgo) throws Exception {
        Path folder = Files.createDirectory(run.resolve(name));
        Files.createFile(folder.resolve("equiveil-app-1-exec.jar"));
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    private String launch(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(tree.resolve("equiveil").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", tree.resolve("jdk").toString());
        Process launcher = builder.start();
        String said = new String(launcher.getInputStream().readAllBytes());
        assertThat(launcher.waitFor()).as(said).isZero();
        return said;
    }
}
