package io.equiveil.proofs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// RFC 6962 section 2.1 written down word for word, slow and plain: what the clever code is compared with.
final class NaiveTree {

    private final List<LeafHash> leaves = new ArrayList<>();

    static NaiveTree ofSize(int size) {
        NaiveTree tree = new NaiveTree();
        for (int i = 0; i < size; i++) {
            tree.leaves.add(LeafHash.ofData(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return tree;
    }

    List<LeafHash> leaves() {
        return leaves;
    }

    LeafHash leaf(int index) {
        return leaves.get(index);
    }

    TreeHash root(int size) {
        return size == 0 ? TreeHash.ofEmptyTree() : mth(0, size);
    }

    TreeHash mth(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from).asTree();
        }
        int k = k(to - from);
        return TreeHash.ofNode(mth(from, from + k), mth(from + k, to));
    }

    List<TreeHash> path(int m, int from, int to) {
        List<TreeHash> path = new ArrayList<>();
        if (to - from == 1) {
            return path;
        }
        int k = k(to - from);
        if (m < k) {
            path.addAll(path(m, from, from + k));
            path.add(mth(from + k, to));
        } else {
            path.addAll(path(m - k, from + k, to));
            path.add(mth(from, from + k));
        }
        return path;
    }

    List<TreeHash> consistency(int older, int newer) {
        return older == 0 || older == newer ? List.of() : subproof(older, 0, newer, true);
    }

    private List<TreeHash> subproof(int m, int from, int to, boolean complete) {
        if (m == to - from) {
            return complete ? List.of() : List.of(mth(from, to));
        }
        int k = k(to - from);
        List<TreeHash> path = new ArrayList<>();
        if (m <= k) {
            path.addAll(subproof(m, from, from + k, complete));
            path.add(mth(from + k, to));
        } else {
            path.addAll(subproof(m - k, from + k, to, false));
            path.add(mth(from, from + k));
        }
        return path;
    }

    /// Subtree hashes as an application would look them up.
    HashSource source() {
        return (level, index) ->
                mth((int) (index << level), (int) (index + 1 << level)).bytes();
    }

    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
