package io.equiveil.backup;

import io.equiveil.House;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.LeftBehind;
import io.equiveil.ledger.LogCopies;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.DatabasePasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Backups of the running house in a folder of a test's own, so that no other test finds copies of its keys.
final class ABackup {

    final House house = House.open();
    final BackupSeal seal = BackupSeal.of(House.database().rootKey());
    final BackupFolder folder;
    final Archive archive;
    private final Path temporary;
    private Instant next = Instant.parse("2026-01-01T00:00:00Z");

    ABackup(Path temporary) {
        this.temporary = temporary;
        this.folder = BackupFolder.open(temporary.resolve("backup"));
        this.archive = new Archive(() -> folder, seal, house.bean(LogCopies.class));
    }

    /// Makes a generation; each is a day after the one before.
    Instant make() throws BackupFault.Found {
        Instant moment = next;
        next = next.plusSeconds(86_400);
        new BackupWriter(
                        House.database().engine(),
                        House.database().folder(),
                        House.rooms(),
                        HouseExportRule.of(List.of(
                                new LeftBehind("identity.sessions"),
                                new LeftBehind("identity.one_time_codes"),
                                new LeftBehind("identity.one_time_links"))),
                        folder,
                        seal)
                .write(new Manifest(moment, "DEMO", "test", house.bean(VerifierKey.class)), (_, _, _) -> {});
        return moment;
    }

    /// Waits until everything that is in the log now is in the archive.
    void archiveAll() throws InterruptedException {
        long size = House.database()
                .jdbc()
                .sql("select size + (select count(*) from ledger.unsequenced) from ledger.head")
                .query(Long.class)
                .single();
        for (int i = 0; i < 200 && archive.end() < size; i++) {
            archive.catchUp();
            Thread.sleep(50);
        }
        if (archive.end() < size) {
            throw new AssertionError("the archive has " + archive.end() + " of " + size + " entries");
        }
    }

    static Restoration.Order order(Instant generation) {
        return new Restoration.Order(Optional.of(generation), Optional.empty(), Map.of(), false);
    }

    Path target(String name) {
        return temporary.resolve(name);
    }

    /// Restores into a folder of this name.
    Restoration.Restored restore(String name, Restoration.Order order) throws IOException {
        try (DataFolder into = DataFolder.open(target(name), DataFolder.Use.DEMO)) {
            Files.copy(folder.rootKey(), into.keys().resolve("root.key"));
            return new Restoration(folder, House.rooms(), House.database().rootKey(), house.bean(Clock.class))
                    .restore(into, order, (_, _) -> {});
        }
    }

    /// Looks into a restored database.
    <T> T look(String name, Function<JdbcClient, T> looking) {
        try (DataFolder into = DataFolder.open(target(name), DataFolder.Use.DEMO);
                DatabaseEngine engine = DatabaseEngine.start(
                        into, DatabasePasswords.of(House.database().rootKey()), Map.of())) {
            return looking.apply(JdbcClient.create(engine.administrator()));
        }
    }

    /// A number out of a restored database.
    long count(String name, String query) {
        return look(name, database -> database.sql(query).query(Long.class).single());
    }
}
