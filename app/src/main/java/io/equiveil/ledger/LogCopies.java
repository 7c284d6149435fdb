package io.equiveil.ledger;

import java.util.Optional;

/// Gives out the log piece by piece, for an archive outside the database. A piece holds entries as they are stored,
/// with every part sealed, and the signed checkpoint that covers them.
public interface LogCopies {

    /// Entries that one piece holds at most.
    int MOST = 1_000;

    /// The entries from an index on.
    ///
    /// @param first index of the first entry wanted
    /// @return empty if nothing beyond it was signed yet
    Optional<LogPiece> from(long first);
}
