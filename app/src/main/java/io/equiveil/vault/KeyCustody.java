package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.time.Instant;
import java.util.Optional;

/// Destroying keys (promise P5), in two stages.
public interface KeyCustody {

    /// First stage: closes a group in the caller's transaction. From its commit on nothing under it opens, on any node;
    /// blind index tokens are the rooms' to delete in the same transaction. Raises the owner's epoch through the
    /// ledger entry that the caller appends.
    ///
    /// @return when; empty if there was no such group
    Optional<Instant> destroyKeyForever(Owner owner, RetentionGroup group);

    /// Second stage, measured: whether the wrapped key's bytes are gone from the table and the recycled log, and by
    /// when
    /// they are certain to be.
    Destruction destruction(Owner owner, RetentionGroup group);

    /// How far the destruction of a group has come.
    sealed interface Destruction {
        record NotDestroyed() implements Destruction {}

        record Closed(Instant closedAt, Instant unrecoverableBy) implements Destruction {}

        record Unrecoverable(Instant closedAt, Instant since) implements Destruction {}
    }
}
