package io.equiveil.ledger.spi;

import io.equiveil.kernel.SubjectId;
import java.util.Optional;

/// Seals what an entry says. The firm's part survives erasure; a subject's part dies with the subject's key.
public interface EntrySealer {

    /// Seals the firm's part.
    ///
    /// @param place bytes that tie the part to its entry (associated data)
    byte[] sealForFirm(byte[] place, byte[] part);

    /// Seals a subject's part under the subject's TRACE group. Once that group is destroyed, nobody can open what this
    /// returns, and the entry goes into the log all the same. Does not depend on the caller's transaction: what is
    /// recorded stays although the caller rolls back, and so must the key.
    byte[] sealForSubject(SubjectId subject, byte[] place, byte[] part);

    /// Opens the firm's part; empty if it was tampered with.
    Optional<byte[]> openForFirm(byte[] place, byte[] sealed);

    /// Opens a subject's part; empty if its key is destroyed or the part was tampered with.
    Optional<byte[]> openForSubject(SubjectId subject, byte[] place, byte[] sealed);
}
