package io.equiveil.backup;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseExport;
import io.equiveil.engine.ExportRule;
import io.equiveil.engine.SectionWriter;
import io.equiveil.vault.BackupSeal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes one generation: data and keys of one snapshot, and the documents that it names. Nothing of it has its final
/// name before all of it is on disk; nothing is ever on disk in clear.
final class BackupWriter {

    /// What stays free on the disk of the backups.
    static final long RESERVE = 64L * 1024 * 1024;

    private static final String DOCUMENTS =
            "select file from vault.documents d join vault.data_keys k on k.id = d.key_id"
                    + " where k.state = 'ACTIVE'";

    private final DatabaseEngine engine;
    private final DataFolder dataFolder;
    private final List<String> rooms;
    private final ExportRule rule;
    private final BackupFolder folder;
    private final BackupSeal seal;

    BackupWriter(
            DatabaseEngine engine,
            DataFolder dataFolder,
            List<String> rooms,
            ExportRule rule,
            BackupFolder folder,
            BackupSeal seal) {
        this.engine = engine;
        this.dataFolder = dataFolder;
        this.rooms = rooms;
        this.rule = rule;
        this.folder = folder;
        this.seal = seal;
    }

    /// What was made.
    ///
    /// @param bytes of both sets, and of documents that were not there yet
    /// @param missing documents whose file is gone although its key is not
    record Made(int tables, long rows, long bytes, int documents, int missing) {}

    /// Hears how far it has come.
    interface Progress {
        void at(Step step, int done, int of);
    }

    /// Its steps.
    enum Step {
        TABLES,
        DOCUMENTS,
        FINISH
    }

    /// @throws BackupFault.Found in one word when it did not come about; then nothing is left of it
    Made write(Manifest manifest, Progress progress) throws BackupFault.Found {
        Path data = folder.data(manifest.moment());
        Path keys = folder.keys(manifest.moment());
        try {
            return write(manifest, data, keys, progress);
        } catch (BackupFault.Found e) {
            removeHalves();
            throw e;
        } catch (SQLException e) {
            removeHalves();
            throw new BackupFault.Found(BackupFault.DATABASE, e);
        } catch (IOException e) {
            boolean full = isFull();
            removeHalves();
            throw new BackupFault.Found(full ? BackupFault.NO_SPACE : BackupFault.FOLDER, e);
        }
    }

    private Made write(Manifest manifest, Path data, Path keys, Progress progress) throws SQLException, IOException {
        folder.removeHalves();
        requireSpace();
        DatabaseExport.Written written;
        List<UUID> documents;
        try (DatabaseExport export = DatabaseExport.of(engine, rooms, rule)) {
            documents = export.ask(DOCUMENTS);
            try (SectionWriter dataSections = sections(data);
                    SectionWriter keySections = sections(keys)) {
                dataSections.write("manifest", manifest.render());
                keySections.write("manifest", manifest.render());
                written = export.write(dataSections, keySections, (done, of) -> progress.at(Step.TABLES, done, of));
                writeFiles(dataSections);
            }
        }
        Copied copied = copy(documents, progress);
        progress.at(Step.FINISH, 0, 1);
        long bytes = Files.size(BackupFolder.halfOf(data)) + Files.size(BackupFolder.halfOf(keys)) + copied.bytes;
        BackupFolder.write(
                folder.rootKey(), Files.readAllBytes(dataFolder.keys().resolve("root.key")));
        BackupFolder.write(
                folder.documentsOf(manifest.moment()),
                documents.stream()
                        .map(name -> name + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.US_ASCII));
        BackupFolder.finish(keys);
        BackupFolder.finish(data);
        progress.at(Step.FINISH, 1, 1);
        return new Made(written.tables(), written.rows(), bytes, documents.size() - copied.missing, copied.missing);
    }

    private SectionWriter sections(Path file) throws IOException {
        OutputStream out = Channels.newOutputStream(BackupFolder.half(file));
        return new SectionWriter(seal.seal(folder.nameOf(file), out));
    }

    /// What else a data folder needs to be itself: certificates and sealed keys, the public name.
    private void writeFiles(SectionWriter sections) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> keys = Files.list(dataFolder.keys())) {
            keys.filter(file -> file.toString().endsWith(".sealed")
                            || file.toString().endsWith(".crt"))
                    .sorted()
                    .forEach(files::add);
        }
        files.add(dataFolder.root().resolve("host"));
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                sections.write("file " + dataFolder.root().relativize(file), Files.readAllBytes(file));
            }
        }
    }

    private record Copied(long bytes, int missing) {}

    private Copied copy(List<UUID> documents, Progress progress) throws IOException {
        long bytes = 0;
        int missing = 0;
        int done = 0;
        for (UUID name : documents) {
            Path target = folder.document(name);
            if (!Files.exists(target)) {
                try (OutputStream out = Channels.newOutputStream(BackupFolder.half(target))) {
                    bytes += Files.copy(documentInUse(name), out);
                } catch (NoSuchFileException e) {
                    // Its key was destroyed since the snapshot, or it is lost: measure 2.3 knows which.
                    Files.deleteIfExists(BackupFolder.halfOf(target));
                    missing++;
                    continue;
                }
                BackupFolder.finish(target);
            }
            if (++done % 50 == 0 || done == documents.size()) {
                progress.at(Step.DOCUMENTS, done, documents.size());
            }
        }
        return new Copied(bytes, missing);
    }

    private Path documentInUse(UUID name) {
        return dataFolder.documents().resolve(name.toString().substring(0, 2)).resolve(name.toString());
    }

    private void requireSpace() throws IOException {
        if (folder.freeBytes() < RESERVE) {
            throw new BackupFault.Found(BackupFault.NO_SPACE);
        }
    }

    private boolean isFull() {
        try {
            return folder.freeBytes() < RESERVE;
        } catch (IOException e) {
            return false;
        }
    }

    private void removeHalves() {
        try {
            folder.removeHalves();
        } catch (IOException e) {
            // The next backup removes them.
        }
    }
}
