package io.equiveil.verifier;

import java.io.IOException;
import java.util.Optional;

/// A ledger as somebody serves it: a set of files under one prefix. Nothing that it returns is believed.
interface LedgerCopy {

    /// Reads one file.
    ///
    /// @param path  relative to the prefix, as tlog-tiles names it
    /// @param limit largest size in bytes that can be right
    /// @return the bytes; empty if there is no such file
    /// @throws IOException if it could not be found out, or the answer is larger than the limit
    Optional<byte[]> read(String path, int limit) throws IOException;
}
