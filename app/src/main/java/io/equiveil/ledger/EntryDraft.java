package io.equiveil.ledger;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Scope;
import java.util.Map;

/// An entry that is ready to be inserted: sealed, hashed and authenticated.
///
/// @param row         what goes into the tables
/// @param contentHash over the row
/// @param mac         over leaf and content hash
/// @param expected    epochs that must still stand when it is inserted
/// @param binding     what its receipt shall be good for
record EntryDraft(IntakeRow row, Digest contentHash, byte[] mac, Map<Scope, Long> expected, Digest binding) {}
