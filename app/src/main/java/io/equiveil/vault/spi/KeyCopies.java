package io.equiveil.vault.spi;

import java.time.Instant;

/// Who keeps backups tells the vault what became of them.
public interface KeyCopies {

    /// Notes a destroyed key outside the database, on disk when this returns; harmless when it is noted already.
    ///
    /// @return false if it cannot be noted now: then no certificate is given
    boolean isNoted(Tombstone tombstone);

    /// Whether a copy that exists at this moment may hold a key that lived in this span. Measured, not remembered.
    boolean mayHold(Instant createdAt, Instant closedAt);
}
