package io.equiveil.proofs;

/// Number of leaves of a tree.
///
/// @param value at least 0
public record TreeSize(long value) implements Comparable<TreeSize> {

    public static final TreeSize EMPTY = new TreeSize(0);

    /// @throws IllegalArgumentException if `value` is negative
    public TreeSize {
        if (value < 0) {
            throw new IllegalArgumentException("a tree size is at least 0 but was " + value);
        }
    }

    public boolean isEmpty() {
        return value == 0;
    }

    @Override
    public int compareTo(TreeSize other) {
        return Long.compare(value, other.value);
    }
}
