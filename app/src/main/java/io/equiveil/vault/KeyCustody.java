package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.vault.spi.Tombstone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Destroying keys (promise P5), in two stages.
public interface KeyCustody {

    /// First stage: closes a group in the caller's transaction. From its commit on nothing under it opens, on any node;
    /// blind index tokens are the rooms' to delete in the same transaction. Raises the owner's epoch through the
    /// ledger entry that the caller appends.
    ///
    /// @return when; empty if there was no such group
    Optional<Instant> destroyKeyForever(Owner owner, RetentionGroup group);

    /// Second stage: rewrites the table of keys and lets the log go, removes what was sealed under destroyed keys, and
    /// measures what is left. Runs by itself every few minutes as well; repeating it is harmless.
    Sweep sweep();

    /// What a sweep came to.
    ///
    /// @param unrecoverable keys of which no trace was found any more, just now
    /// @param open          destroyed keys that still have to be waited for
    record Sweep(int unrecoverable, int open) {}

    /// Makes a new version of the key-encryption key and wraps all data keys under it. What is sealed stays as it is.
    ///
    /// @return how many data keys were wrapped again
    int rotateKeyEncryptionKey();

    /// Notes that a backup begins to copy all keys.
    ///
    /// @param keptUntil when that copy will be gone at the latest
    /// @return for saying later that it is made, or gone
    UUID beginCopyOfKeys(Instant keptUntil);

    /// Notes that the copy was made: keys made from now on are not in it.
    void endCopyOfKeys(UUID copy);

    /// Notes that a copy is gone before its time.
    void copyOfKeysIsGone(UUID copy);

    /// Every key that was ever destroyed, for the notes outside the database.
    List<Tombstone> tombstones();

    /// Whether a key of this group lives, so that what is sealed under it can be opened.
    boolean isAlive(Owner owner, RetentionGroup group);

    /// How far a destruction has come. `Unrecoverable` is said only when it was measured: no trace of the wrapped key
    /// in any file of the database, and no known copy that may still hold it.
    Destruction destruction(Owner owner, RetentionGroup group);

    /// How far the destruction of a group has come.
    sealed interface Destruction {
        record NotDestroyed() implements Destruction {}

        /// Nothing opens any more, but the note outside the database could not be written yet: no certificate is given
        /// before it is, for a copy from before would bring the key back.
        record Unnoted(Instant closedAt) implements Destruction {}

        record Closed(Instant closedAt, Instant unrecoverableBy) implements Destruction {}

        record Unrecoverable(Instant closedAt, Instant since) implements Destruction {}
    }
}
