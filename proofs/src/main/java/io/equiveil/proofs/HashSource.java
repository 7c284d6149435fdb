package io.equiveil.proofs;

/// Where a [TreeProver] finds the hashes of complete subtrees, for instance in tiles ([TileHashes]) or in a table.
@FunctionalInterface
public interface HashSource {

    /// The hash of the complete subtree over the leaves `[index << level, (index + 1) << level)`.
    ///
    /// @param level 0 for leaf hashes
    /// @param index counted from 0 within the level
    /// @return 32 bytes; never asked for a subtree that is not complete in the tree being proven
    byte[] subtree(int level, long index);
}
