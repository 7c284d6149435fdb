package io.equiveil.kernel;

import java.time.Instant;
import java.util.Optional;

/// From a moment on, until another moment or without end.
///
/// @param from  included
/// @param until excluded; absent means that no end is set
public record Period(Instant from, Optional<Instant> until) {

    /// @throws IllegalArgumentException if it would end before it begins
    public Period {
        if (until.isPresent() && until.get().isBefore(from)) {
            throw new IllegalArgumentException("a period cannot end before it begins");
        }
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && until.map(moment::isBefore).orElse(true);
    }
}
