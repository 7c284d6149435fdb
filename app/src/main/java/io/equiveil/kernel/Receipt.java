package io.equiveil.kernel;

import java.time.Instant;

/// A signed promise that an entry is durable and will be in the tree within a second.
///
/// @param intake   the entry's number on arrival (not its index in the log)
/// @param leafHash RFC 6962 hash of the public leaf
/// @param at       when it was recorded
/// @param binding  what the entry was recorded for: a hash over the exact addresses and fields of a release, or of
/// nothing
/// @param mac      over all of the above, under a key that the database does not hold
public record Receipt(long intake, Digest leafHash, Instant at, Digest binding, Digest mac) {}
