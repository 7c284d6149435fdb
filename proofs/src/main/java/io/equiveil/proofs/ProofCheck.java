package io.equiveil.proofs;

/// Outcome of checking a proof. There is no third outcome: what could not be computed fails.
public sealed interface ProofCheck {

    /// The proof leads exactly to the root it was checked against.
    record Holds() implements ProofCheck {}

    /// The proof must not be believed.
    record Fails(Reason reason) implements ProofCheck {}

    enum Reason {
        /// The index is not below the size of the tree.
        LEAF_OUTSIDE_TREE,
        /// Fewer hashes than this index and size ask for, so the position is not bound.
        PATH_TOO_SHORT,
        /// More hashes than this index and size ask for.
        PATH_TOO_LONG,
        /// The computed root of the (newer) tree is another one.
        ROOT_DIFFERS,
        /// The computed root of the older tree is another one: history was rewritten, or the proof is for another
        /// tree.
        OLDER_ROOT_DIFFERS,
        /// The tree that is said to be older has more leaves than the newer one.
        SIZES_REVERSED
    }

    default boolean holds() {
        return this instanceof Holds;
    }
}
