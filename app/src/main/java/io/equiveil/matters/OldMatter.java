package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// How a matter stood when it was brought in from the old books.
///
/// @param stage      the stage at which it was brought in
/// @param mandatedOn the day of the mandate, as the old books have it
/// @param takenUpAt  when agreement, consent and company were there; empty as long as nothing opens
public record OldMatter(MatterStage stage, LocalDate mandatedOn, Instant broughtAt, Optional<Instant> takenUpAt) {}
