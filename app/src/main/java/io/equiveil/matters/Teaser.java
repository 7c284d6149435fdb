package io.equiveil.matters;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A teaser as it may be known without opening it.
///
/// @param id         random
/// @param writtenAt  when the machine wrote it
/// @param approvedBy who let it go out
public record Teaser(
        UUID id,
        TeaserState state,
        Instant writtenAt,
        PersonId writtenBy,
        Optional<PersonId> approvedBy,
        Optional<Instant> approvedAt) {}
