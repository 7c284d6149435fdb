package io.equiveil.ledger;

import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.VerifierKey;
import java.util.Optional;

/// What everybody may read of the log (C2SP tlog-tiles): its size, its hashes and its constant-size leaves.
///
/// Never shows anything beyond the latest public checkpoint, so that the pace of entries cannot be watched.
public interface PublicLog {

    /// The latest public checkpoint with its cosignatures, as text of a signed note; empty until there is one.
    Optional<String> checkpoint();

    /// The bytes of a tile or bundle; empty if it does not exist or is not public yet. Bytes once served never change.
    Optional<byte[]> file(TilePath path);

    /// The log's name and key.
    VerifierKey key();
}
