package io.equiveil.ledger;

import java.time.Instant;
import java.util.List;

/// Checks what is stored against itself: leaves against entries, entries against their MACs and parts, tiles and head
/// against the tree computed anew, checkpoints against that tree and the log's key, epochs against what raised them.
///
/// Reads one snapshot, changes nothing, and names what is wrong. Does not notice that the newest entries are missing
/// altogether, all of them and everywhere: that is what the high-water file, witnesses and handed-out checkpoints are
/// for.
public interface LedgerAudit {

    /// Most findings that one report lists.
    int MOST_FINDINGS = 100;

    /// Checks everything. Takes minutes for a million entries, and one connection for as long.
    Report check();

    /// Checks the newest entries and the tree over all of them.
    ///
    /// @param entries how many; rounded up to whole tiles
    Report checkTail(long entries);

    /// What an audit found.
    ///
    /// @param at       when it began
    /// @param whole    whether it went through everything
    /// @param entries  how many entries it looked at
    /// @param findings in the order in which they were met; at most [#MOST_FINDINGS]
    record Report(Instant at, boolean whole, long entries, List<Finding> findings) {

        public Report {
            findings = List.copyOf(findings);
        }

        public boolean isClean() {
            return findings.isEmpty();
        }
    }

    /// Something that is wrong.
    ///
    /// @param where which one: an entry's number, an index, a tile, a size, a row's name
    record Finding(Fault fault, String where) {}

    /// What can be wrong.
    enum Fault {
        /// An index is left out.
        INDEX_MISSING,
        /// A leaf's entry is gone.
        ENTRY_MISSING,
        /// Two tables disagree about an entry's leaf hash.
        LEAF_DIFFERS,
        /// The leaf hash is not that of the commitment.
        COMMITMENT_DIFFERS,
        /// The parts' hashes do not make up the commitment.
        PARTS_DIFFER,
        /// A column, a part or a gate row of an entry was changed, added or taken away.
        ENTRY_CHANGED,
        /// The MAC is not ours: the entry was written or changed by somebody else.
        ENTRY_FORGED,
        /// The firm's part does not open, or not to what was hashed.
        FIRM_PART_CLOSED,
        /// An entry neither has an index nor waits for one.
        ENTRY_LOST,
        /// A row belongs to no entry.
        ORPHAN,
        /// A tile is missing, surplus, or not what the leaves make it.
        TILE_DIFFERS,
        /// Size or right edge is not what the leaves make it.
        HEAD_DIFFERS,
        /// A checkpoint states another root, is about a tree that never was, or is not signed by this log.
        CHECKPOINT_DIFFERS,
        /// A line under a checkpoint is no signature line.
        COSIGNATURE_BROKEN,
        /// The versions of a gate row are not 1, 2, 3 and so on.
        VERSIONS_BROKEN,
        /// An epoch is not the number of entries that raised it.
        EPOCH_DIFFERS
    }
}
