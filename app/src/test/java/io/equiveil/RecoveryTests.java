package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.engine.DataFolder;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole application, killed without warning and stopped in good order.
class RecoveryTests {

    @TempDir
    Path folder;

    @Test
    void whatWasCommittedSurvivesKillMinusNineAndTheNextStartRecoversByItself() throws Exception {
        try (EquiVeilProcess first = start().awaitLine("Ctrl-C")) {
            try (Connection connection = superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table public.kept (word text)");
                statement.execute("insert into public.kept values ('acknowledged')");
            }
            first.kill();
        }
        assertThat(postmaster()).as("the database outlives its application").isPresent();
        long orphan = postmaster().orElseThrow().pid();

        try (EquiVeilProcess second = start().awaitLine("Ctrl-C")) {
            assertThat(ProcessHandle.of(orphan)
                            .flatMap(process -> process.info().command()))
                    .as("it was ended")
                    .isEmpty();
            try (Connection connection = superuser();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select word from public.kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("acknowledged");
            }
            second.terminate();
        }
        assertThat(postmaster())
                .as("a stop in good order leaves nothing running")
                .isEmpty();
        assertThat(folder.resolve("d/run/process")).doesNotExist();
    }

    @Test
    void stopEndsTheRunningOneAndWaitsForIt() throws Exception {
        try (EquiVeilProcess running = start().awaitLine("Ctrl-C");
                EquiVeilProcess stop = EquiVeilProcess.run(folder, Map.of(), "stop", "--data", "d")) {
            assertThat(stop.exitCode()).isZero();
            assertThat(DataFolder.isHeld(folder.resolve("d"))).isFalse();
            assertThat(running.exitCode()).isEqualTo(143);
            assertThat(postmaster()).isEmpty();
        }
        try (EquiVeilProcess again = EquiVeilProcess.run(folder, Map.of(), "stop", "--data", "d")) {
            assertThat(again.exitCode()).isZero();
            assertThat(again.said()).contains("No EquiVeil is running");
        }
        try (EquiVeilProcess doctor = EquiVeilProcess.run(folder, Map.of(), "doctor", "--data", "d")) {
            assertThat(doctor.exitCode()).isZero();
            assertThat(doctor.said()).contains("commits are on disk").doesNotContain("✗");
        }
    }

    private EquiVeilProcess start() throws Exception {
        Path passphrase = folder.resolve("passphrase");
        if (!Files.exists(passphrase)) {
            Files.writeString(passphrase, "long enough for anything\n");
            Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        }
        return EquiVeilProcess.run(
                folder, Map.of(), "start", "--data", "d", "--port", "0", "--passphrase-file", passphrase.toString());
    }

    /// Only who has the passphrase can do this: the password is derived from the root key.
    private Connection superuser() throws Exception {
        char[] passphrase =
                Files.readString(folder.resolve("passphrase")).strip().toCharArray();
        RootKey rootKey = RootKeyFile.openOrCreate(folder.resolve("d/keys/root.key"), passphrase);
        String port = Files.readString(folder.resolve("d/pg/port")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/equiveil",
                "postgres",
                new String(RunningHouse.password(rootKey, "postgres")));
    }

    private Optional<ProcessHandle> postmaster() throws Exception {
        Path pidFile = folder.resolve("d/pg/data/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }
}
