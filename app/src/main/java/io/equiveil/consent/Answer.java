package io.equiveil.consent;

import java.time.Instant;
import java.util.Optional;

/// An answer to one question of a notice that was served.
///
/// @param notice the showing
/// @param item   the question's name
/// @param yes    given or refused
/// @param kind   the form in which it was given; must suffice for the question
/// @param until  for a consent that is given for a time
public record Answer(
        ServedNoticeId notice, String item, boolean yes, ConsentKind kind, Means means, Optional<Instant> until) {}
