package io.equiveil.law;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/// By when something is to be done.
///
/// @param lastDay     the last day, in Shanghai
/// @param end         the moment at which the time is over: the end of that day, or of the hour
/// @param unpublished years whose working-day calendar was needed and is not known yet; the date may still move
public record Due(LocalDate lastDay, Instant end, Set<Integer> unpublished) {
    public Due {
        unpublished = Set.copyOf(new TreeSet<>(unpublished));
    }

    /// Whether the date stands, because every calendar that it needed has been published.
    public boolean certain() {
        return unpublished.isEmpty();
    }
}
