package io.equiveil.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Removes what is past its time: generations beyond the number kept, keys past their days, documents that no kept
/// generation names. The newest generation and its keys always stay.
final class Retention {

    private final int keep;
    private final Duration keepKeys;
    private final Clock clock;

    Retention(int keep, Duration keepKeys, Clock clock) {
        this.keep = keep;
        this.keepKeys = keepKeys;
        this.clock = clock;
    }

    /// What was removed.
    record Removed(int generations, int keySets) {}

    Removed removeFrom(BackupFolder folder) throws IOException {
        List<Instant> generations = folder.generations();
        List<Instant> beyond = generations.subList(Math.min(keep, generations.size()), generations.size());
        for (Instant generation : beyond) {
            Files.deleteIfExists(folder.data(generation));
            Files.deleteIfExists(folder.documentsOf(generation));
        }
        int keySets = 0;
        Instant oldest = clock.instant().minus(keepKeys);
        for (Instant keys : folder.keySets()) {
            boolean newest = !generations.isEmpty() && keys.equals(generations.getFirst());
            if (keys.isBefore(oldest) && !newest) {
                Files.deleteIfExists(folder.keys(keys));
                keySets++;
            }
        }
        if (!beyond.isEmpty()) {
            removeDocuments(folder);
        }
        return new Removed(beyond.size(), keySets);
    }

    private static void removeDocuments(BackupFolder folder) throws IOException {
        Set<UUID> named = new HashSet<>();
        for (Instant generation : folder.generations()) {
            named.addAll(folder.documentNames(generation));
        }
        try (Stream<Path> files = Files.walk(folder.documents())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.length() == 36 && !named.contains(UUID.fromString(name))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
