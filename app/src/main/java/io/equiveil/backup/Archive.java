package io.equiveil.backup;

import io.equiveil.ledger.LogCopies;
import io.equiveil.ledger.LogPiece;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.spi.KeyCopies;
import io.equiveil.vault.spi.Tombstone;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The third set: what must outlive the database whatever backup comes back. Entries of the log go there seconds after
/// they were signed; the note about a destroyed key before anybody gets a certificate of it.
final class Archive implements KeyCopies, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private final BackupPlace place;
    private final BackupSeal seal;
    private final LogCopies log;
    private @Nullable Chains chains;
    private final Set<UUID> noted = new HashSet<>();
    private long end;
    private volatile boolean failing;

    Archive(BackupPlace place, BackupSeal seal, LogCopies log) {
        this.place = place;
        this.seal = seal;
        this.log = log;
    }

    private record Chains(ArchiveChain entries, ArchiveChain keys) {}

    /// Puts what is new into the archive.
    ///
    /// @return entries that were added
    synchronized long catchUp() {
        try {
            Chains open = open();
            long before = end;
            for (Optional<LogPiece> piece = log.from(end); piece.isPresent(); piece = log.from(end)) {
                open.entries.append(new ArchivedLog(piece.get(), open.keys.length()).render());
                end = piece.get().end();
            }
            failing = false;
            return end - before;
        } catch (IOException e) {
            fail(e);
            return 0;
        }
    }

    private Chains open() throws IOException {
        Chains open = chains;
        if (open == null) {
            BackupFolder folder = place.open();
            open = new Chains(
                    new ArchiveChain(folder.logArchive(), seal, "log"),
                    new ArchiveChain(folder.keyArchive(), seal, "keys"));
            noted.clear();
            end = 0;
            open.keys.readAll(
                    content -> noted.add(ArchivedLog.tombstone(content).key()));
            open.entries.readLast(
                    content -> end = ArchivedLog.parse(content).piece().end());
            chains = open;
        }
        return open;
    }

    private void fail(IOException e) {
        if (!failing) {
            LOG.error("the archive cannot be written: {}", e.getClass().getName());
        }
        failing = true;
        // Another disk may be there next time.
        close();
    }

    /// Whether the last attempt to write failed.
    boolean isFailing() {
        return failing;
    }

    /// Entries of the log that are in the archive.
    synchronized long end() {
        return end;
    }

    @Override
    public synchronized boolean isNoted(Tombstone tombstone) {
        try {
            Chains open = open();
            if (!noted.contains(tombstone.key())) {
                open.keys.append(ArchivedLog.render(tombstone));
                noted.add(tombstone.key());
            }
            return true;
        } catch (IOException e) {
            fail(e);
            return false;
        }
    }

    /// A keys file holds what lived at some moment between its name and its last change.
    @Override
    public boolean mayHold(Instant createdAt, Instant closedAt) {
        try {
            BackupFolder folder = place.open();
            for (Instant began : folder.keySets()) {
                Instant made = Files.getLastModifiedTime(folder.keys(began)).toInstant();
                if (!began.isAfter(closedAt) && !made.isBefore(createdAt)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Whoever cannot look must not say that nothing is there.
            return true;
        }
    }

    @Override
    public synchronized void close() {
        Chains open = chains;
        chains = null;
        if (open != null) {
            open.entries.close();
            open.keys.close();
        }
    }
}
