package io.equiveil.controls;

import io.equiveil.kernel.ControlId;
import java.time.Instant;
import java.util.List;

/// A line of a measure's history: from then on it stood so.
///
/// @param evidence what was seen when it changed
public record ControlChange(ControlId control, ControlStatus status, Instant at, List<Evidence> evidence) {

    public ControlChange {
        evidence = List.copyOf(evidence);
    }
}
