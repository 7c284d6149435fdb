package io.equiveil.imports;

/// How far a list has come. Each has a name (`imports.state.…`).
public enum ImportState {
    /// It is here; what its columns are is still to be said.
    HERE,
    /// Every row is being looked at; nothing is taken in.
    CHECKING,
    /// Every row was looked at.
    CHECKED,
    /// Rows are being taken in.
    RUNNING,
    /// Stopped by a person; can go on.
    STOPPED,
    /// Every row that was fit was taken in.
    DONE,
    /// Its content was destroyed.
    GONE;

    /// Whether somebody should be at work.
    public boolean isBusy() {
        return this == CHECKING || this == RUNNING;
    }
}
