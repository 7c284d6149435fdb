package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// An installation is backed up while it runs, lost, and brought back, as its operator does it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("soak")
class BackupCommandsTests {

    @TempDir
    static Path folder;

    private static EquiVeilProcess running;

    @BeforeAll
    static void startForTheFirstTime() throws Exception {
        secret("passphrase", "long enough for anything\n");
        secret("another", "quite another passphrase\n");
        running = start("d");
    }

    @AfterAll
    static void leaveNothingRunning() throws Exception {
        running.close();
    }

    @Test
    @Order(1)
    void aRunningHouseIsAskedForABackupWithoutAPassphrase() throws Exception {
        assertThat(command("backup", "--data", "d").exitCode()).isZero();

        try (Stream<Path> files = Files.list(folder.resolve("d-backup/data"))) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".evb"));
        }
        assertThat(folder.resolve("d/run/backup-answer")).doesNotExist();
    }

    @Test
    @Order(2)
    void aRestoreWantsAnEmptyFolderAndTheRightPassphrase() throws Exception {
        running.terminate();
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Files.writeString(occupied.resolve("letter.txt"), "not ours");

        assertThat(refusal("restore", "--from", "d-backup", "--data", "occupied", "--passphrase-file", "passphrase"))
                .contains("不是空的", "is not empty");
        assertThat(occupied).isDirectoryContaining(file -> file.endsWith("letter.txt"));
        assertThat(refusal("restore", "--from", "d-backup", "--data", "e", "--passphrase-file", "another"))
                .contains("口令不对", "Wrong passphrase");
        assertThat(folder.resolve("e")).doesNotExist();
        assertThat(refusal("restore", "--from", "occupied", "--data", "e", "--passphrase-file", "passphrase"))
                .contains("不是股隐的备份文件夹");
        assertThat(refusal(
                        "restore",
                        "--from",
                        "d-backup",
                        "--data",
                        "e",
                        "--passphrase-file",
                        "passphrase",
                        "--generation",
                        "20200101T000000Z"))
                .contains("没有可用的备份");
    }

    @Test
    @Order(3)
    void theHouseComesBackUnderItsNameWithItsCertificateAndItsLog() throws Exception {
        EquiVeilProcess restore =
                command("restore", "--from", "d-backup", "--data", "e", "--passphrase-file", "passphrase");

        assertThat(restore.exitCode()).as(restore.said()).isZero();
        assertThat(restore.said()).contains("已恢复", "Restored").doesNotContain("new name");
        assertThat(folder.resolve("e/keys/tls-authority.crt"))
                .hasSameBinaryContentAs(folder.resolve("d/keys/tls-authority.crt"));
        assertThat(folder.resolve("e/log-origin")).hasSameTextualContentAs(folder.resolve("d/log-origin"));

        running = start("e");
        assertThat(running.said()).contains("https://localhost:");
        for (int wait = 0; wait < 300 && Files.exists(folder.resolve("e/local-acts")); wait++) {
            Thread.sleep(100);
        }
        running.terminate();
        assertThat(folder.resolve("e/local-acts")).as("the restore is recorded").doesNotExist();
    }

    @Test
    @Order(4)
    void aHouseThatIsStoppedIsBackedUpBehindClosedDoors() throws Exception {
        EquiVeilProcess backup =
                command("backup", "--data", "e", "--passphrase-file", "passphrase", "--backup", "elsewhere");

        assertThat(backup.exitCode()).as(backup.said()).isZero();
        assertThat(backup.said()).contains("备份完成", "letting nobody in").doesNotContain("https://");
        try (Stream<Path> files = Files.list(folder.resolve("elsewhere/data"))) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".evb"));
        }
    }

    @Test
    @Order(5)
    void aHalfRestoredFolderDoesNotStart() throws Exception {
        Files.writeString(folder.resolve("e/restoring"), "20260101T000000Z\n");

        assertThat(refusal("start", "--data", "e", "--port", "0", "--passphrase-file", "passphrase"))
                .contains("恢复没有完成", "was not completed");
    }

    private static void secret(String name, String content) throws Exception {
        Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
    }

    private static EquiVeilProcess start(String data) throws Exception {
        return EquiVeilProcess.run(
                        folder, Map.of(), "start", "--data", data, "--port", "0", "--passphrase-file", "passphrase")
                .awaitLine("Ctrl-C");
    }

    private static EquiVeilProcess command(String... words) throws Exception {
        EquiVeilProcess process = EquiVeilProcess.run(folder, Map.of(), words);
        process.exitCode();
        return process;
    }

    private static String refusal(String... words) throws Exception {
        EquiVeilProcess process = command(words);
        assertThat(process.exitCode()).as(process.said()).isEqualTo(1);
        return process.said();
    }
}
