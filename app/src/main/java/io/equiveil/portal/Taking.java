package io.equiveil.portal;

import io.equiveil.proofs.EvidenceFile;

/// What came of taking proof home.
public sealed interface Taking {

    /// The file; that it was taken is recorded.
    ///
    /// @param left how many of the newest entries are not in it yet
    record Taken(EvidenceFile file, int left) implements Taking {}

    /// No checkpoint covers these entries yet: try again in a second or two.
    record NotYet() implements Taking {}

    /// There is nothing to prove.
    record Nothing() implements Taking {}
}
