package io.equiveil.controls;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Recorded;
import java.time.Instant;

/// A measure changed between holding, failing and unknown. Published within the transaction that keeps the result.
///
/// @param control which
/// @param before  how it stood before
/// @param now     how it stands since
/// @param at      when the check that saw it was run
public record ControlChanged(ControlId control, ControlStatus before, ControlStatus now, Instant at)
        implements Recorded {

    @Override
    public String ledgerKind() {
        return "control-changed/v1";
    }
}
