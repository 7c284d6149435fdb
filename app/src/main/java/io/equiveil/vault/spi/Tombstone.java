package io.equiveil.vault.spi;

import java.time.Instant;
import java.util.UUID;

/// That a data key was destroyed: the note that outlives the database, so that no older copy brings the key back.
///
/// @param key random id of the key; says nothing about whose it was
/// @param createdAt when it was made
/// @param closedAt when it was destroyed
public record Tombstone(UUID key, Instant createdAt, Instant closedAt) {}
