package io.equiveil.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this machine remembers of the log in files outside the database, as it was at one moment.
///
/// An upgrade looks at everything with the doors closed, and the log may grow while it does. If the upgrade is undone,
/// the
/// database of before comes back; with what the machine remembers from in between, the doors would then stay shut. So
/// the upgrade takes this first and puts it back with the database. Held in memory only: whoever puts an older database
/// in place finds no older memory beside it.
public final class NodeMarks {

    private final Path folder;
    private final Map<String, Optional<byte[]>> files;

    private NodeMarks(Path folder, Map<String, Optional<byte[]>> files) {
        this.folder = folder;
        this.files = files;
    }

    /// What is remembered now.
    ///
    /// @param keysFolder the data folder's `keys`
    public static NodeMarks of(Path keysFolder) throws IOException {
        Map<String, Optional<byte[]>> files = new LinkedHashMap<>();
        for (String name : List.of(HighWater.NAME, GateVersions.NAME)) {
            files.put(name, content(keysFolder.resolve(name)));
        }
        return new NodeMarks(keysFolder, files);
    }

    /// Remembers that again, and nothing later.
    public void putBack() throws IOException {
        for (Map.Entry<String, Optional<byte[]>> each : files.entrySet()) {
            Path file = folder.resolve(each.getKey());
            if (each.getValue().isPresent()) {
                HighWater.replace(file, each.getValue().get());
            } else {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }
}
