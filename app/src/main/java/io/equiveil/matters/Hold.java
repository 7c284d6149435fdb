package io.equiveil.matters;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/// A stop that compliance placed.
///
/// @param liftedAt empty as long as it stands
public record Hold(
        HoldKind kind,
        HoldReason reason,
        PersonId placedBy,
        Instant placedAt,
        Optional<PersonId> liftedBy,
        Optional<Instant> liftedAt) {}
