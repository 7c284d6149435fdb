package io.equiveil.controls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a measure stands now.
///
/// @param measure   which
/// @param status    how
/// @param since     since when it has stood so; empty if it was never looked at
/// @param checkedAt when it was last looked at; empty if never
/// @param evidence  what was seen, or why nobody can tell
/// @param repairPath where somebody goes who can mend it
/// @param troubledSince since when it has not held for a day in one piece; empty if it has
public record ControlState(
        Measure measure,
        ControlStatus status,
        Optional<Instant> since,
        Optional<Instant> checkedAt,
        List<Evidence> evidence,
        Optional<String> repairPath,
        Optional<Instant> troubledSince) {

    /// For how long the public does not learn details of a failure in a discreet area.
    public static final Duration DISCRETION = Duration.ofHours(72);

    public ControlState {
        evidence = List.copyOf(evidence);
    }

    /// The same as strangers may see it: in areas 2, 3 and 9 the state without detail, until it is mended or 72 hours
    /// have passed since it first failed. A failure that comes and goes does not begin anew.
    public ControlState forThePublic(Instant now) {
        boolean hidden = measure.area().isDiscreet()
                && (status == ControlStatus.FAILS || evidence.stream().anyMatch(Evidence::namesAFault))
                && troubledSince
                        .or(() -> since)
                        .filter(first -> first.plus(DISCRETION).isAfter(now))
                        .isPresent();
        return new ControlState(
                measure,
                status,
                since,
                checkedAt,
                hidden ? List.of(Evidence.of("controls.evidence.withheld")) : evidence,
                Optional.empty(),
                Optional.empty());
    }
}
