package io.equiveil.frame;

import java.time.Instant;
import java.util.Optional;

/// The line at the foot of every page that says how far the log has come. Room `ledger` contributes the one bean.
public interface CheckpointLine {

    /// The newest published checkpoint; asked for on every page, so it must be cheap and must not throw.
    Optional<Line> newest();

    /// What the line says.
    ///
    /// @param size number of entries under the checkpoint
    /// @param at   when it was signed
    /// @param path where one reads what it means and how to verify it
    record Line(long size, Instant at, String path) {}
}
