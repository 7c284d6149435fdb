package io.equiveil.backup;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseImport;
import io.equiveil.engine.LocalActs;
import io.equiveil.engine.Migrations;
import io.equiveil.engine.SectionReader;
import io.equiveil.engine.StartRefused;
import io.equiveil.ledger.LogReplay;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.DatabasePasswords;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.VaultAtRest;
import io.equiveil.vault.spi.Tombstone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings a generation back into an empty data folder, before any door is open.
///
/// In this order: database, files, documents; then the archive is replayed and every key destroyed since is destroyed
/// again; then the log is held against the highest checkpoint known. If it does not reach it, the log goes on under a
/// new name, for under the old one it would contradict what others have seen.
public final class Restoration {

    /// Where it lies in the data folder while a restoration is under way: a start is refused as long as it is there.
    public static final String UNDER_WAY = "restoring";

    /// The log's name, if it is not the configured one.
    public static final String LOG_NAME = "log-origin";

    private static final int SAMPLE = 200;

    private final BackupFolder folder;
    private final List<String> rooms;
    private final RootKey rootKey;
    private final Clock clock;

    public Restoration(BackupFolder folder, List<String> rooms, RootKey rootKey, Clock clock) {
        this.folder = folder;
        this.rooms = List.copyOf(rooms);
        this.rootKey = rootKey;
        this.clock = clock;
    }

    /// What is wanted.
    ///
    /// @param generation which one; the newest if empty
    /// @param knownCheckpoint one that somebody outside has, as a signed note
    /// @param environment where `EQUIVEIL_DB_URL` may stand
    /// @param trial whether it is only a rehearsal: documents are looked at but not copied
    public record Order(
            Optional<Instant> generation,
            Optional<String> knownCheckpoint,
            Map<String, String> environment,
            boolean trial) {}

    /// What came of it.
    ///
    /// @param generation whose data it is
    /// @param keys whose keys and tokens it has; later than the data if those of its own have aged out
    /// @param newLogName the log's new name, if it could not go on under the old one
    /// @param destroyedAgain keys that the backup still had and that are destroyed again
    /// @param missing documents that are not in the backup, or not as they were
    public record Restored(
            Instant generation,
            Instant keys,
            String program,
            long rows,
            long logSize,
            Optional<String> newLogName,
            int destroyedAgain,
            int documents,
            int missing,
            VaultAtRest.Tried sample) {}

    /// Hears of the steps.
    public interface Listener {
        void step(String chinese, String english);
    }

    /// Which generation an order means.
    ///
    /// @throws BackupFault.Found if there is none
    public static Instant choose(BackupFolder folder, Optional<Instant> wanted) throws BackupFault.Found {
        try {
            List<Instant> there = folder.generations();
            return wanted.map(one -> there.stream().filter(one::equals).findFirst())
                    .orElseGet(() -> there.stream().findFirst())
                    .orElseThrow(() -> new BackupFault.Found(BackupFault.NO_BACKUP));
        } catch (BackupFault.Found e) {
            throw e;
        } catch (IOException e) {
            throw new BackupFault.Found(BackupFault.FOLDER, e);
        }
    }

    /// What the data folder of a generation was for: a restored one is for the same.
    public DataFolder.Use useOf(Instant generation) throws BackupFault.Found {
        try (BackupReader data =
                BackupReader.open(folder, BackupSeal.of(rootKey), folder.data(generation), generation)) {
            return DataFolder.Use.valueOf(data.manifest().use());
        } catch (IllegalArgumentException e) {
            throw new BackupFault.Found(BackupFault.DAMAGED, e);
        } catch (IOException e) {
            throw BackupReader.found(e);
        }
    }

    /// @param into opened, and empty but for the root key
    /// @throws BackupFault.Found if it does not come back; what is in the folder then is of no use
    /// @throws StartRefused if the database cannot be had, or the backup is ahead of this program
    public Restored restore(DataFolder into, Order order, Listener listener) throws BackupFault.Found {
        Instant generation = choose(folder, order.generation());
        try {
            Instant keys = folder.keySetFor(generation).orElseThrow(() -> new BackupFault.Found(BackupFault.NO_KEYS));
            Files.writeString(into.root().resolve(UNDER_WAY), BackupFolder.text(generation) + "\n");
            listener.step("启动空数据库", "Starting an empty database");
            try (DatabaseEngine engine =
                    DatabaseEngine.start(into, DatabasePasswords.of(rootKey), order.environment())) {
                Restored restored = new Work(into, engine, order, listener).restore(generation, keys);
                if (!order.trial()) {
                    LocalActs.note(
                            into.root(),
                            new LocalActs.Act(
                                    clock.instant(),
                                    restored.newLogName().isPresent()
                                            ? LocalActs.Kind.RESTORED_UNDER_NEW_ORIGIN
                                            : LocalActs.Kind.RESTORED,
                                    restored.logSize()));
                }
                Files.delete(into.root().resolve(UNDER_WAY));
                return restored;
            }
        } catch (SQLException e) {
            throw new BackupFault.Found(BackupFault.DATABASE, e);
        } catch (IOException e) {
            throw BackupReader.found(e);
        }
    }

    /// One restoration.
    private final class Work {

        private final DataFolder into;
        private final DatabaseEngine engine;
        private final Order order;
        private final Listener listener;
        private final BackupSeal seal = BackupSeal.of(rootKey);
        private final VaultAtRest vault;
        private final LogReplay log;
        private final List<String> notes = new ArrayList<>();

        Work(DataFolder into, DatabaseEngine engine, Order order, Listener listener) {
            this.into = into;
            this.engine = engine;
            this.order = order;
            this.listener = listener;
            this.vault = new VaultAtRest(rootKey, engine.administrator());
            this.log = vault.logReplay();
        }

        Restored restore(Instant generation, Instant keySet) throws SQLException, IOException {
            requireEmptyDatabase();
            listener.step("恢复数据表", "Restoring the tables");
            Manifest manifest;
            long rows;
            try (BackupReader data = BackupReader.open(folder, seal, folder.data(generation), generation);
                    BackupReader keys = BackupReader.open(folder, seal, folder.keys(keySet), keySet)) {
                manifest = data.manifest();
                rows = new DatabaseImport(engine, rooms, HouseExportRule.of(List.of()))
                        .read(data.sections(), keys.sections());
                readFiles(data.sections());
            }
            listener.step("重放台账存档", "Replaying the archive of the log");
            replayLog();
            int destroyedAgain = applyTombstones();
            Optional<String> newName = settleLog(manifest.log());
            listener.step("核对文件", "Checking the documents");
            Documents documents = new Documents();
            documents.bringBack(vault.documents());
            VaultAtRest.Tried sample = vault.trySample(SAMPLE);
            if (!sample.isSound()) {
                throw new BackupFault.Found(BackupFault.VALUES_BROKEN);
            }
            return new Restored(
                    generation,
                    keySet,
                    manifest.program(),
                    rows,
                    log.size(),
                    newName,
                    destroyedAgain,
                    documents.whole,
                    documents.missing,
                    sample);
        }

        private void requireEmptyDatabase() {
            if (!new Migrations(engine).versions().versions().isEmpty()) {
                throw new StartRefused(
                        "目标数据库不是空的：" + engine.where() + "，请换一个库。",
                        "The database is not empty: " + engine.where() + "; choose another.");
            }
        }

        private void readFiles(SectionReader sections) throws IOException {
            for (Optional<SectionReader.Section> next = sections.next(); next.isPresent(); next = sections.next()) {
                String name = next.get().name();
                if (name.matches("file (keys/[a-z0-9-]+(\\.key)?\\.(sealed|crt)|host)")) {
                    BackupFolder.write(
                            into.root().resolve(name.substring("file ".length())),
                            next.get().content().readAllBytes());
                }
            }
        }

        private long tombstonesSeen;

        private void replayLog() throws IOException {
            try (ArchiveChain chain = new ArchiveChain(folder.logArchive(), seal, "log")) {
                chain.readAll(content -> {
                    ArchivedLog archived = ArchivedLog.parse(content);
                    tombstonesSeen = archived.tombstones();
                    notes.add(archived.piece().checkpoint());
                    try {
                        log.replay(archived.piece().end(), archived.piece().content());
                    } catch (SQLException e) {
                        throw new BackupFault.Found(BackupFault.DATABASE, e);
                    } catch (BackupFault.Found e) {
                        throw e;
                    } catch (IOException e) {
                        throw new BackupFault.Found(BackupFault.ARCHIVE_DAMAGED, e);
                    }
                });
            }
        }

        private int applyTombstones() throws IOException {
            List<Tombstone> tombstones = new ArrayList<>();
            try (ArchiveChain chain = new ArchiveChain(folder.keyArchive(), seal, "keys")) {
                long there = chain.readAll(content -> tombstones.add(ArchivedLog.tombstone(content)));
                if (there < tombstonesSeen) {
                    throw new BackupFault.Found(BackupFault.ARCHIVE_DAMAGED);
                }
            }
            return vault.apply(tombstones);
        }

        /// @return the log's new name, if it needs one
        private Optional<String> settleLog(VerifierKey key) throws SQLException, IOException {
            log.remembered().ifPresent(notes::add);
            if (order.knownCheckpoint().isPresent()) {
                String known = order.knownCheckpoint().get();
                if (log.reach(known, key) == LogReplay.Reach.NOT_SIGNED) {
                    throw new StartRefused(
                            "给出的检查点不是这本台账签发的。", "The checkpoint that was given is not signed by this log.");
                }
                notes.add(known);
            }
            Optional<String> highest = Optional.empty();
            long size = -1;
            boolean reached = true;
            for (String note : notes) {
                LogReplay.Reach reach = log.reach(note, key);
                long states = LogReplay.sizeOf(note).orElse(-1L);
                if (reach != LogReplay.Reach.NOT_SIGNED) {
                    reached &= reach == LogReplay.Reach.REACHED;
                    if (states > size) {
                        size = states;
                        highest = Optional.of(note);
                    }
                }
            }
            Path name = into.root().resolve(LOG_NAME);
            if (reached) {
                BackupFolder.write(name, (key.name() + "\n").getBytes(StandardCharsets.UTF_8));
                if (highest.isPresent()) {
                    LogReplay.keepHighWater(into.keys(), highest.get(), key);
                }
                return Optional.empty();
            }
            String fresh =
                    key.name().replaceFirst("/from-[0-9TZ]+$", "") + "/from-" + BackupFolder.text(clock.instant());
            BackupFolder.write(name, (fresh + "\n").getBytes(StandardCharsets.UTF_8));
            log.beginNewOrigin();
            return Optional.of(fresh);
        }

        /// Documents by their hashes, which the database holds.
        private final class Documents {

            private int whole;
            private int missing;

            void bringBack(List<VaultAtRest.DocumentFile> documents) throws IOException {
                List<VaultAtRest.DocumentFile> some =
                        order.trial() ? documents.subList(0, Math.min(SAMPLE, documents.size())) : documents;
                for (VaultAtRest.DocumentFile document : some) {
                    if (!document.isWhole(folder.document(document.file()))) {
                        missing++;
                        continue;
                    }
                    whole++;
                    if (!order.trial()) {
                        Path target = document.below(into.documents());
                        Files.createDirectories(target.getParent());
                        Files.copy(folder.document(document.file()), BackupFolder.halfOf(target));
                        BackupFolder.finish(target);
                    }
                }
            }
        }
    }
}
