package io.equiveil.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What anybody who may read the folder sees of the backups without a key.
///
/// @param sameDisk whether they lie on the disk of the data
public record BackupLook(Optional<Instant> newest, int generations, long freeMebibytes, boolean sameDisk) {

    /// Looks now.
    public static BackupLook at(BackupFolder folder, Path dataFolder) throws IOException {
        List<Instant> generations = folder.generations();
        return new BackupLook(
                generations.stream().findFirst(),
                generations.size(),
                folder.freeBytes() >> 20,
                Files.getFileStore(folder.root()).equals(Files.getFileStore(dataFolder)));
    }

    /// Where backups lie when nobody said so.
    public static Path usualFolder(Path dataFolder, boolean demo) {
        return BackupSettings.usualFolder(dataFolder, demo);
    }
}
