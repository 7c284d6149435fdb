package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.backup.BackupFolder;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.Migrations;
import io.equiveil.engine.SchemaVersions;
import io.equiveil.engine.StartRefused;
import io.equiveil.vault.RootKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Data of an earlier version is brought up to this one, or is as it was before. It comes from `testvectors/backup`, a
/// backup that an earlier program made; its passphrase is no secret.
class UpgradeTests {

    private static final Path EARLIER = Path.of("../testvectors/backup");
    private static final char[] PASSPHRASE = "earlier version, test data only".toCharArray();

    @TempDir
    Path temporary;

    @BeforeAll
    static void shareBinaries() {
        House.sharePostgresBinaries();
    }

    @Test
    void aBackupOfAnEarlierVersionComesBackAsThisVersionAndItsLogIsIntact() throws Exception {
        restoreEarlier();

        withData((folder, rootKey, engine) -> {
            SchemaVersions now = new Migrations(engine).versions();
            assertThat(now).isEqualTo(SchemaVersions.known(Rooms.IN_ORDER));
            assertThat(new Migrations(engine).isBehind(Rooms.IN_ORDER)).isFalse();
            assertThat(rows(engine, "ledger.leaves")).isPositive();
            assertThat(rows(engine, "vault.sealed_values")).isPositive();
        });
    }

    @Test
    void dataOfAnEarlierVersionIsUpgradedAndAnUpgradeThatFailsPutsTheStateBeforeBack() throws Exception {
        restoreEarlierAsItWas();

        withData((folder, rootKey, engine) -> {
            Migrations migrations = new Migrations(engine);
            SchemaVersions before = migrations.versions();
            long leaves = rows(engine, "ledger.leaves");
            long values = rows(engine, "vault.sealed_values");
            List<String> broken = Stream.concat(Rooms.IN_ORDER.stream(), Stream.of("brokenroom"))
                    .toList();

            assertThatThrownBy(() -> upgrade(folder, rootKey, engine, broken).ifNeeded())
                    .isInstanceOfSatisfying(
                            StartRefused.class,
                            refused -> assertThat(refused.line()).contains("已恢复到升级前的状态"));
            assertThat(migrations.versions()).isEqualTo(before);
            assertThat(rows(engine, "ledger.leaves")).isEqualTo(leaves);
            assertThat(rows(engine, "vault.sealed_values")).isEqualTo(values);

            assertThat(upgrade(folder, rootKey, engine, Rooms.IN_ORDER).ifNeeded())
                    .isTrue();
            assertThat(migrations.versions()).isEqualTo(SchemaVersions.known(Rooms.IN_ORDER));
            assertThat(rows(engine, "ledger.leaves")).isGreaterThanOrEqualTo(leaves);
            assertThat(rows(engine, "vault.sealed_values")).isGreaterThanOrEqualTo(values);
            assertThat(upgrade(folder, rootKey, engine, Rooms.IN_ORDER).ifNeeded())
                    .as("nothing is left to do")
                    .isFalse();
        });
    }

    @Test
    @Tag("soak")
    void anOlderProgramRefusesNewerDataInOneLine() throws Exception {
        restoreEarlierAsItWas();

        withData((folder, rootKey, engine) -> {
            JdbcClient.create(engine.administrator())
                    .sql("insert into vault.flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success) values (900, '900', 'later', 'SQL',"
                            + " 'V900__later.sql', 'ev_owner', 1, true)")
                    .update();

            assertThatThrownBy(() ->
                            upgrade(folder, rootKey, engine, Rooms.IN_ORDER).ifNeeded())
                    .isInstanceOfSatisfying(
                            StartRefused.class,
                            refused -> assertThat(refused.line()).contains("更新版本", "newer EquiVeil (vault)"));
            assertThatThrownBy(() -> RunningHouse.migrate(engine)).isInstanceOf(StartRefused.class);
        });
    }

    private Upgrade upgrade(DataFolder folder, RootKey rootKey, DatabaseEngine engine, List<String> rooms) {
        return new Upgrade(
                new Terminal(),
                folder,
                rootKey,
                engine,
                rooms,
                options("upgrade", "--data", "data", "--backup", "backup"),
                Clock.systemUTC());
    }

    private Options options(String... words) {
        List<String> full = new ArrayList<>();
        for (String word : words) {
            full.add(word.matches("data|backup") ? temporary.resolve(word).toString() : word);
        }
        return Options.parse(full, temporary);
    }

    private void restoreEarlier() throws Exception {
        copyEarlier();
        Path passphrase = temporary.resolve("passphrase");
        Files.writeString(passphrase, new String(PASSPHRASE));
        Files.setPosixFilePermissions(passphrase, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        List<String> words = List.of(
                "restore",
                "--from",
                temporary.resolve("backup").toString(),
                "--data",
                temporary.resolve("data").toString(),
                "--passphrase-file",
                passphrase.toString());
        int exit = new BackupCommands(new Terminal(), Map.of(), Options.parse(words, temporary), Clock.systemUTC())
                .restore();
        assertThat(exit).isZero();
    }

    /// As [#restoreEarlier], and then back to how far the schemas had come then.
    private void restoreEarlierAsItWas() throws Exception {
        restoreEarlier();
        withData((folder, rootKey, engine) -> {
            BackupFolder backups = BackupFolder.existing(temporary.resolve("backup"));
            io.equiveil.backup.EarlierData.putBack(backups, engine, Rooms.IN_ORDER, rootKey);
            // The restore wrote into the log, and the machine remembers it; the earlier program had not.
            for (String mark : List.of("ledger-high-water", "gate-versions")) {
                Files.deleteIfExists(folder.keys().resolve(mark));
            }
        });
    }

    private void copyEarlier() throws Exception {
        try (Stream<Path> files = Files.walk(EARLIER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = temporary
                        .resolve("backup")
                        .resolve(EARLIER.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private interface Looking {
        void at(DataFolder folder, RootKey rootKey, DatabaseEngine engine) throws Exception;
    }

    private void withData(Looking looking) throws Exception {
        Path data = temporary.resolve("data");
        try (DataFolder folder = DataFolder.open(data, DataFolder.useOf(data).orElseThrow())) {
            RootKey rootKey = RunningHouse.rootKey(folder, PASSPHRASE);
            try (DatabaseEngine engine = RunningHouse.bareDatabase(folder, rootKey, Map.of())) {
                looking.at(folder, rootKey, engine);
            }
        }
    }

    private static long rows(DatabaseEngine engine, String table) {
        return JdbcClient.create(engine.administrator())
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
