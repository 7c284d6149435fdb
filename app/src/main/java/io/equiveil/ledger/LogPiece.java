package io.equiveil.ledger;

/// Consecutive entries of the log as they are stored.
///
/// @param first index of the first entry
/// @param end index after the last one
/// @param content the rows, in the sections of `docs/spec/backup.md`
/// @param checkpoint the highest signed checkpoint when the piece was cut, as text of a signed note
public record LogPiece(long first, long end, byte[] content, String checkpoint) {}
