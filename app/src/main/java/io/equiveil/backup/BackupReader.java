package io.equiveil.backup;

import io.equiveil.engine.SectionReader;
import io.equiveil.vault.BackupSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/// Opens a file of a generation and reads its manifest.
///
/// @param sections what follows the manifest; closed by the caller
record BackupReader(Manifest manifest, SectionReader sections) implements AutoCloseable {

    /// @throws BackupFault.Found if it is not the file of this moment, whole and ours
    static BackupReader open(BackupFolder folder, BackupSeal seal, Path file, Instant moment) throws BackupFault.Found {
        try {
            SectionReader sections = new SectionReader(seal.open(folder.nameOf(file), Files.newInputStream(file)));
            SectionReader.Section first = sections.next().orElseThrow(() -> new BackupFault.Found(BackupFault.DAMAGED));
            Manifest manifest = Manifest.parse(first.content().readAllBytes());
            if (!first.name().equals("manifest") || !manifest.moment().equals(moment)) {
                throw new BackupFault.Found(BackupFault.DAMAGED);
            }
            return new BackupReader(manifest, sections);
        } catch (IOException e) {
            throw found(e);
        }
    }

    /// What an error while reading means.
    static BackupFault.Found found(IOException e) {
        return switch (e) {
            case BackupFault.Found known -> known;
            case BackupSeal.Damaged damaged ->
                new BackupFault.Found(damaged.isForeign() ? BackupFault.FOREIGN : BackupFault.DAMAGED, e);
            case BackupSeal.NewerFormat _ -> new BackupFault.Found(BackupFault.NEWER_FORMAT, e);
            case SectionReader.UnknownFormat _ -> new BackupFault.Found(BackupFault.NEWER_FORMAT, e);
            case NoSuchFileException _ -> new BackupFault.Found(BackupFault.NO_BACKUP, e);
            default -> new BackupFault.Found(BackupFault.DAMAGED, e);
        };
    }

    @Override
    public void close() throws IOException {
        sections.close();
    }
}
