package io.equiveil.backup;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseImport;
import io.equiveil.engine.StartRefused;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.VaultAtRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The backup that is made before an upgrade, while nothing else runs: an ordinary generation in the ordinary folder,
/// and the way back from a failed upgrade.
public final class SafetyCopy {

    /// Tables whose rows stay behind in every backup; in the way back that only means that everybody signs in again.
    private static final Set<String> LEFT_BEHIND =
            Set.of("identity.sessions", "identity.one_time_codes", "identity.one_time_links");

    private final BackupFolder folder;
    private final Instant moment;

    private SafetyCopy(BackupFolder folder, Instant moment) {
        this.folder = folder;
        this.moment = moment;
    }

    /// Makes it.
    ///
    /// @param wanted where backups go, if that was said
    /// @throws BackupFault.Found if it cannot be made: then nothing may be upgraded
    public static SafetyCopy make(
            Optional<Path> wanted,
            DataFolder dataFolder,
            DatabaseEngine engine,
            List<String> rooms,
            RootKey rootKey,
            Clock clock)
            throws BackupFault.Found {
        Path root = wanted.orElseGet(
                () -> BackupSettings.usualFolder(dataFolder.root(), dataFolder.use() == DataFolder.Use.DEMO));
        try {
            BackupFolder folder = BackupFolder.open(root);
            Instant moment = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            VaultAtRest vault = new VaultAtRest(rootKey, engine.administrator());
            String name = Files.exists(dataFolder.root().resolve(Restoration.LOG_NAME))
                    ? Files.readString(dataFolder.root().resolve(Restoration.LOG_NAME))
                            .strip()
                    : vault.logReplay()
                            .remembered()
                            .flatMap(note -> note.lines().findFirst())
                            .orElse("equiveil.local/ledger");
            VerifierKey log = VerifierKey.of(name, VerifierKey.Algorithm.ED25519, vault.ledgerPublicKey());
            new BackupWriter(
                            engine, dataFolder, rooms, new HouseExportRule(LEFT_BEHIND), folder, BackupSeal.of(rootKey))
                    .write(new Manifest(moment, dataFolder.use().name(), ProgramVersion.here(), log), (_, _, _) -> {});
            return new SafetyCopy(folder, moment);
        } catch (BackupFault.Found e) {
            throw e;
        } catch (StartRefused | IOException e) {
            throw new BackupFault.Found(BackupFault.FOLDER, e);
        } catch (SQLException e) {
            throw new BackupFault.Found(BackupFault.DATABASE, e);
        }
    }

    /// Where it lies.
    public String where() {
        return folder.data(moment).toString();
    }

    /// Puts the state before back into the database. Documents were never touched.
    ///
    /// @throws BackupFault.Found if that fails; the backup is still there
    public void putBack(DatabaseEngine engine, List<String> rooms, RootKey rootKey) throws BackupFault.Found {
        BackupSeal seal = BackupSeal.of(rootKey);
        try (BackupReader data = BackupReader.open(folder, seal, folder.data(moment), moment);
                BackupReader keys = BackupReader.open(folder, seal, folder.keys(moment), moment)) {
            DatabaseImport database = new DatabaseImport(engine, rooms, new HouseExportRule(LEFT_BEHIND));
            database.empty();
            database.readAsItWas(data.sections(), keys.sections());
        } catch (SQLException | StartRefused e) {
            throw new BackupFault.Found(BackupFault.DATABASE, e);
        } catch (IOException e) {
            throw BackupReader.found(e);
        }
    }
}
