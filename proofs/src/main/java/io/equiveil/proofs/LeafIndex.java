package io.equiveil.proofs;

/// Position of an entry in the log.
///
/// @param value counted from 0
public record LeafIndex(long value) {

    /// @throws IllegalArgumentException if `value` is negative
    public LeafIndex {
        if (value < 0) {
            throw new IllegalArgumentException("a leaf index is at least 0 but was " + value);
        }
    }

    /// Whether a tree of this size holds the leaf.
    public boolean isInside(TreeSize size) {
        return value < size.value();
    }

    /// Size of the smallest tree that holds this leaf.
    ///
    /// @throws ArithmeticException for the very last index, `Long.MAX_VALUE`
    public TreeSize smallestTree() {
        return new TreeSize(Math.addExact(value, 1));
    }
}
