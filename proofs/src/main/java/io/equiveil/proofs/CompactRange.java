package io.equiveil.proofs;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: one hash per complete subtree, largest first. Enough to append and to know the
/// root.
///
/// For a tree of `n` leaves it holds as many hashes as `n` has one-bits, at most 63. Appending costs one leaf and
/// on average one node hash. Not safe for several threads; the sequencer that owns it is one thread.
public final class CompactRange {

    /// Hears of every subtree that an append completed, leaf included, so that tiles can be written.
    @FunctionalInterface
    public interface SubtreeSink {

        /// @param level 0 for the leaf itself; levels 0, 8, 16 … are those that tiles hold
        /// @param index counted from 0 within the level
        void completed(int level, long index, TreeHash hash);
    }

    private static final SubtreeSink NOBODY = (level, index, hash) -> {};

    private final Hasher hasher = new Hasher();
    private final List<TreeHash> edge = new ArrayList<>();
    private long size;

    private CompactRange() {}

    public static CompactRange empty() {
        return new CompactRange();
    }

    /// Takes up again where [#edge()] left off.
    ///
    /// @param edge as many hashes as `size` has one-bits, largest subtree first
    /// @throws IllegalArgumentException if the number of hashes does not fit the size
    public static CompactRange of(TreeSize size, List<TreeHash> edge) {
        if (Long.bitCount(size.value()) != edge.size()) {
            throw new IllegalArgumentException("a tree of " + size.value() + " has " + Long.bitCount(size.value())
                    + " edge hashes, not " + edge.size());
        }
        CompactRange range = new CompactRange();
        range.size = size.value();
        range.edge.addAll(edge);
        return range;
    }

    public LeafIndex append(LeafHash leaf) {
        return append(leaf, NOBODY);
    }

    /// Appends a leaf and tells the sink of every subtree that became complete, smallest first.
    ///
    /// @return the index that the leaf got
    /// @throws ArithmeticException if the tree is full (2^63 - 1 leaves)
    public LeafIndex append(LeafHash leaf, SubtreeSink sink) {
        long index = size;
        size = Math.addExact(size, 1);
        TreeHash hash = leaf.asTree();
        sink.completed(0, index, hash);
        // Every trailing one-bit of the index is a complete left neighbour waiting to be joined.
        for (int level = 0; (index >>> level & 1) == 1; level++) {
            TreeHash left = edge.remove(edge.size() - 1);
            hash = TreeHash.wrap(hasher.node(left.raw(), hash.raw()));
            sink.completed(level + 1, index >>> level + 1, hash);
        }
        edge.add(hash);
        return new LeafIndex(index);
    }

    /// As [#append(LeafHash, SubtreeSink)] for the data of a leaf; hashes it on the way, which is quicker than a
    /// hash apiece.
    public LeafIndex appendData(byte[] leafData, SubtreeSink sink) {
        return append(LeafHash.ofBytes(hasher.leaf(leafData)), sink);
    }

    public TreeSize size() {
        return new TreeSize(size);
    }

    /// The hashes to store; give them back to [#of].
    public List<TreeHash> edge() {
        return List.copyOf(edge);
    }

    public TreeHash root() {
        if (edge.isEmpty()) {
            return TreeHash.ofEmptyTree();
        }
        byte[] root = edge.get(edge.size() - 1).raw();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = hasher.node(edge.get(i).raw(), root);
        }
        return TreeHash.wrap(root);
    }

    /// An independent copy, for trying an append that may be rolled back.
    public CompactRange copy() {
        return of(size(), edge);
    }
}
