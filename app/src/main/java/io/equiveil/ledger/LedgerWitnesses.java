package io.equiveil.ledger;

/// Who is asked to cosign the public checkpoints.
///
/// Witnesses of the settings are asked from the start; one whose key is made later, such as the demo's second process,
/// is added while the log is running. A witness only ever adds trust: it learns what everybody may read.
public interface LedgerWitnesses {

    /// Asks this witness from the next public checkpoint on, and about the newest one at once.
    ///
    /// @throws IllegalArgumentException if its key is not a witness's key
    void add(LedgerSettings.Witness witness);
}
