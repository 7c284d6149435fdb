package io.equiveil.feedback;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;

/// That somebody said something in a case. What was said is sealed elsewhere, with who said it ([CaseWords]).
///
/// @param id the row under which the words are sealed
public record Saying(UUID id, CaseId of, CaseStep step, PersonId by, Instant at) {}
