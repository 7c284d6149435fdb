package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees when a start cannot be: one line in two languages, and an exit code that is not zero.
class OneClearLineTests {

    @TempDir
    Path folder;

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();

            String line = refusal("demo", "--data", "d", "--port", port);

            assertThat(line).contains("端口 " + port + " 已被占用").contains("Port " + port + " is in use");
            assertThat(folder.resolve("d")).doesNotExist();
        }
    }

    @Test
    void aFolderThatAnotherProcessHolds() throws Exception {
        Path held = House.database().folder().root();

        assertThat(refusal("demo", "--data", held.toString(), "--port", "0"))
                .contains("正被另一个股隐进程使用")
                .contains("is in use by another EquiVeil");
    }

    @Test
    void aFolderThatHoldsSomethingElse() throws Exception {
        Files.createDirectory(folder.resolve("d"));
        Files.writeString(folder.resolve("d").resolve("letter.txt"), "not ours");

        assertThat(refusal("demo", "--data", "d", "--port", "0")).contains("neither empty nor a data folder");
        assertThat(folder.resolve("d")).isDirectoryContaining(path -> path.endsWith("letter.txt"));
        assertThat(folder.resolve("d").toFile().list()).hasSize(1);
    }

    @Test
    void noPassphrase() throws Exception {
        assertThat(refusal("start", "--data", "d", "--port", "0"))
                .contains("没有口令")
                .contains("No passphrase");
    }

    @Test
    void aPassphraseThatIsTooShort() throws Exception {
        assertThat(refusal("start", "--data", "d", "--port", "0", "--passphrase-file", file("short")))
                .contains("too short");
    }

    @Test
    void aPassphraseFileThatOthersCanRead() throws Exception {
        Path open = Path.of(file("long enough for anything"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(refusal("start", "--data", "d", "--port", "0", "--passphrase-file", open.toString()))
                .contains("chmod 600");
    }

    @Test
    void aPassphraseFileUnderTheDataFolder() throws Exception {
        refusal("start", "--data", "d", "--port", "0");
        Path inside = folder.resolve("d").resolve("keys").resolve("passphrase");
        Files.move(Path.of(file("long enough for anything")), inside);

        assertThat(refusal("start", "--data", "d", "--port", "0", "--passphrase-file", inside.toString()))
                .contains("must not lie in the data folder");
    }

    @Test
    void aWrongPassphrase() throws Exception {
        refusal("start", "--data", "d", "--port", "0");
        Path keyFile = folder.resolve("d").resolve("keys").resolve("root.key");
        io.equiveil.vault.RootKeyFile.openOrCreate(keyFile, "the right passphrase".toCharArray());

        assertThat(refusal(
                        "start",
                        "--data",
                        "d",
                        "--port",
                        "0",
                        "--host",
                        "other.example",
                        "--passphrase-file",
                        file("another passphrase")))
                .contains("口令不对")
                .contains("Wrong passphrase");
        assertThat(folder.resolve("d").resolve("host")).as("nothing is settled").doesNotExist();
        assertThat(folder.resolve("d").resolve("pg")).isEmptyDirectory();
    }

    @Test
    void aFullDisk() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        List<String> onASmallDisk = List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=40m none '" + small + "' && exec \"$@\"", "sh");
        assumeThat(EquiVeilProcess.canRun(onASmallDisk, "true"))
                .as("this machine lets us mount a small disk (root)")
                .isTrue();

        assertThat(refusal(onASmallDisk, Map.of(), "demo", "--data", small + "/d", "--port", "0"))
                .contains("磁盘空间不足")
                .contains("nearly full");
    }

    @Test
    void realWorkInADemoFolder() throws Exception {
        refusal("start", "--data", "d", "--port", "0");

        assertThat(refusal("demo", "--data", "d", "--port", "0")).contains("holds real data and is not for the demo");
    }

    @Test
    void anUnknownOption() throws Exception {
        assertThat(refusal("start", "--fast")).contains("has no option --fast");
    }

    @Test
    void aDatabaseThatCannotBeReached() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        String line = refusal(
                Map.of("EQUIVEIL_DB_URL", "jdbc:postgresql://127.0.0.1:" + nobody + "/x?user=a&password=Canary4711"),
                "demo",
                "--data",
                "d",
                "--port",
                "0");

        assertThat(line).contains("连接不上数据库").contains("cannot be reached").doesNotContain("Canary4711");
    }

    private String refusal(String... arguments) throws Exception {
        return refusal(Map.of(), arguments);
    }

    private String refusal(Map<String, String> environment, String... arguments) throws Exception {
        return refusal(List.of(), environment, arguments);
    }

    /// The one line, after checking that there is only one, in both languages, and no stack trace.
    private String refusal(List<String> prefix, Map<String, String> environment, String... arguments) throws Exception {
        try (EquiVeilProcess process = EquiVeilProcess.run(prefix, folder, environment, arguments)) {
            assertThat(process.exitCode()).isEqualTo(1);
            var lines = process.said()
                    .lines()
                    .filter(line -> !line.startsWith("· "))
                    .toList();
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst()).startsWith("股隐 EquiVeil: ").contains(" / ");
            return lines.getFirst();
        }
    }

    private String file(String passphrase) throws Exception {
        Path file = Files.createTempFile(folder, "passphrase", "");
        Files.writeString(file, passphrase + "\n");
        return file.toString();
    }
}
