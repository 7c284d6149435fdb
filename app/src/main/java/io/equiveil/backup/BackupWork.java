package io.equiveil.backup;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.ExportRule;
import io.equiveil.engine.StartRefused;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.RootKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Carries out a backup or a rehearsal from beginning to end.
final class BackupWork {

    private final BackupPlace place;
    private final Path usualRoot;
    private final DatabaseEngine engine;
    private final DataFolder dataFolder;
    private final List<String> rooms;
    private final ExportRule rule;
    private final RootKey rootKey;
    private final VerifierKey log;
    private final KeyCustody custody;
    private final Archive archive;
    private final Duration keepKeys;
    private final Clock clock;

    BackupWork(
            BackupPlace place,
            Path usualRoot,
            DatabaseEngine engine,
            DataFolder dataFolder,
            List<String> rooms,
            ExportRule rule,
            RootKey rootKey,
            VerifierKey log,
            KeyCustody custody,
            Archive archive,
            Duration keepKeys,
            Clock clock) {
        this.place = place;
        this.usualRoot = usualRoot;
        this.engine = engine;
        this.dataFolder = dataFolder;
        this.rooms = List.copyOf(rooms);
        this.rule = rule;
        this.rootKey = rootKey;
        this.log = log;
        this.custody = custody;
        this.archive = archive;
        this.keepKeys = keepKeys;
        this.clock = clock;
    }

    /// Hears how far it has come.
    interface Progress {
        void at(Run.Stage stage, int done, int total);
    }

    record Backup(Instant generation, BackupWriter.Made made) {}

    Path usualRoot() {
        return usualRoot;
    }

    Backup backUp(Progress progress) throws BackupFault.Found {
        BackupFolder folder = folder();
        Instant moment = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (Files.exists(folder.data(moment))) {
            throw new BackupFault.Found(BackupFault.UNEXPECTED);
        }
        // Said before the first byte of a key is copied, so that no crash can leave a copy that nobody knows of.
        UUID copy = custody.beginCopyOfKeys(moment.plus(keepKeys));
        try {
            BackupWriter.Made made = new BackupWriter(engine, dataFolder, rooms, rule, folder, BackupSeal.of(rootKey))
                    .write(manifest(moment), (step, done, of) -> progress.at(stage(step), done, of));
            archive.catchUp();
            return new Backup(moment, made);
        } catch (BackupFault.Found e) {
            custody.copyOfKeysIsGone(copy);
            throw e;
        } finally {
            custody.endCopyOfKeys(copy);
        }
    }

    private static Run.Stage stage(BackupWriter.Step step) {
        return switch (step) {
            case TABLES -> Run.Stage.TABLES;
            case DOCUMENTS -> Run.Stage.DOCUMENTS;
            case FINISH -> Run.Stage.FINISH;
        };
    }

    private Manifest manifest(Instant moment) {
        return new Manifest(moment, dataFolder.use().name(), ProgramVersion.here(), log);
    }

    /// Brings the newest generation back in a folder that is thrown away.
    Restoration.Restored rehearse(Progress progress) throws BackupFault.Found {
        BackupFolder folder = folder();
        archive.catchUp();
        Path trial = dataFolder.scratch().resolve("rehearsal");
        try {
            DataFolder.deleteTree(trial);
            try (DataFolder into = DataFolder.open(trial, dataFolder.use())) {
                Files.copy(folder.rootKey(), into.keys().resolve("root.key"), StandardCopyOption.REPLACE_EXISTING);
                int[] steps = {0};
                return new Restoration(folder, rooms, rootKey, clock)
                        .restore(
                                into,
                                new Restoration.Order(Optional.empty(), Optional.empty(), Map.of(), true),
                                (_, _) -> progress.at(Run.Stage.RESTORE, ++steps[0], 5));
            } finally {
                DataFolder.deleteTree(trial);
            }
        } catch (StartRefused e) {
            throw new BackupFault.Found(isFull() ? BackupFault.NO_SPACE : BackupFault.DATABASE, e);
        } catch (BackupFault.Found e) {
            throw e;
        } catch (IOException e) {
            throw new BackupFault.Found(BackupFault.FOLDER, e);
        }
    }

    private boolean isFull() {
        try {
            return dataFolder.freeBytes() < DataFolder.LEAST_FREE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private BackupFolder folder() throws BackupFault.Found {
        try {
            return place.open();
        } catch (IOException e) {
            throw new BackupFault.Found(BackupFault.FOLDER, e);
        }
    }
}
