package io.equiveil.proofs;

import java.util.ArrayList;
import java.util.List;

/// Makes roots and proofs for any tree size from the hashes of complete subtrees.
///
/// Asks the source for a logarithmic number of hashes. It trusts the source; whoever receives the proof need not.
public final class TreeProver {

    private final HashSource source;

    public TreeProver(HashSource source) {
        this.source = source;
    }

    /// The root of the first `size` leaves.
    public TreeHash root(TreeSize size) {
        return size.isEmpty() ? TreeHash.ofEmptyTree() : TreeHash.wrap(range(new Hasher(), 0, size.value()));
    }

    /// @throws IllegalArgumentException if the leaf is not in a tree of that size
    public InclusionProof inclusion(LeafIndex index, TreeSize size) {
        if (!index.isInside(size)) {
            throw new IllegalArgumentException("leaf " + index.value() + " is not in a tree of " + size.value());
        }
        List<TreeHash> path = new ArrayList<>();
        Hasher hasher = new Hasher();
        long from = 0;
        long to = size.value();
        List<long[]> neighbours = new ArrayList<>();
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index.value() < middle) {
                neighbours.add(new long[] {middle, to});
                to = middle;
            } else {
                neighbours.add(new long[] {from, middle});
                from = middle;
            }
        }
        for (int i = neighbours.size() - 1; i >= 0; i--) {
            path.add(
                    TreeHash.wrap(range(hasher, neighbours.get(i)[0], neighbours.get(i)[1])));
        }
        return new InclusionProof(index, size, path);
    }

    /// @throws IllegalArgumentException if the older size is above the newer one
    public ConsistencyProof consistency(TreeSize older, TreeSize newer) {
        if (older.compareTo(newer) > 0) {
            throw new IllegalArgumentException("older size " + older.value() + " is above " + newer.value());
        }
        List<TreeHash> path = new ArrayList<>();
        if (!older.isEmpty() && !older.equals(newer)) {
            subproof(new Hasher(), older.value(), 0, newer.value(), true, path);
        }
        return new ConsistencyProof(older, newer, path);
    }

    // SUBPROOF(m, D[from:to], complete) of RFC 6962, section 2.1.2; m counted from `from`.
    private void subproof(Hasher hasher, long m, long from, long to, boolean complete, List<TreeHash> path) {
        if (m == to - from) {
            if (!complete) {
                path.add(TreeHash.wrap(range(hasher, from, to)));
            }
            return;
        }
        long split = split(to - from);
        if (m <= split) {
            subproof(hasher, m, from, from + split, complete, path);
            path.add(TreeHash.wrap(range(hasher, from + split, to)));
        } else {
            subproof(hasher, m - split, from + split, to, false, path);
            path.add(TreeHash.wrap(range(hasher, from, from + split)));
        }
    }

    // MTH(D[from:to]); `from` is always a multiple of the largest power of two that is not above the length.
    private byte[] range(Hasher hasher, long from, long to) {
        long length = to - from;
        int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(length);
        if (length == 1L << level) {
            return source.subtree(level, from >>> level);
        }
        long middle = from + split(length);
        return hasher.node(range(hasher, from, middle), range(hasher, middle, to));
    }

    // The largest power of two below n, n > 1.
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }
}
