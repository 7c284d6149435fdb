package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `vault.data_keys`, as read in this very statement.
///
/// @param closedAt when it was destroyed; null while it lives
/// @param wrapped  the wrapped key; null once destroyed
record StoredKey(
        UUID id,
        Owner owner,
        RetentionGroup group,
        @Nullable Instant closedAt,
        byte @Nullable [] wrapped) {

    boolean isDestroyed() {
        return closedAt != null;
    }
}
