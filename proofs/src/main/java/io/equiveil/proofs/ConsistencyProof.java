package io.equiveil.proofs;

import io.equiveil.proofs.ProofCheck.Fails;
import io.equiveil.proofs.ProofCheck.Holds;
import io.equiveil.proofs.ProofCheck.Reason;
import java.util.Arrays;
import java.util.List;

/// Shows that a tree only grew: the older tree is a prefix of the newer one (RFC 6962 section 2.1.2).
///
/// @param older number of leaves that were known before; 0 is consistent with every tree, with an empty path
/// @param newer number of leaves now
/// @param path  hashes in the order of RFC 6962; copied
public record ConsistencyProof(TreeSize older, TreeSize newer, List<TreeHash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /// Checks the path in full: sizes in order, exact length, both roots reached.
    public ProofCheck check(TreeHash olderRoot, TreeHash newerRoot) {
        long from = older.value();
        long to = newer.value();
        if (from > to) {
            return new Fails(Reason.SIZES_REVERSED);
        }
        if (from == 0 && !olderRoot.equals(TreeHash.ofEmptyTree())) {
            return new Fails(Reason.OLDER_ROOT_DIFFERS);
        }
        if (from == 0 && to == 0 && !newerRoot.equals(TreeHash.ofEmptyTree())) {
            return new Fails(Reason.ROOT_DIFFERS);
        }
        if (from == 0 || from == to) {
            if (!path.isEmpty()) {
                return new Fails(Reason.PATH_TOO_LONG);
            }
            return from == 0 || olderRoot.equals(newerRoot) ? new Holds() : new Fails(Reason.ROOT_DIFFERS);
        }
        return checkGrown(from, to, olderRoot, newerRoot);
    }

    private ProofCheck checkGrown(long from, long to, TreeHash olderRoot, TreeHash newerRoot) {
        // The proof starts at the last complete subtree of the older tree, `shift` levels up. If that is the whole
        // older
        // tree, its hash is not in the path: the checker has it already.
        int shift = Long.numberOfTrailingZeros(from);
        boolean olderIsOneSubtree = from == 1L << shift;
        int wholeInner = Paths.inner(from - 1, to);
        int border = Paths.border(from - 1, wholeInner);
        int inner = wholeInner - shift;
        int start = olderIsOneSubtree ? 0 : 1;
        int expected = start + inner + border;
        if (path.size() != expected) {
            return new Fails(path.size() < expected ? Reason.PATH_TOO_SHORT : Reason.PATH_TOO_LONG);
        }
        byte[] seed = olderIsOneSubtree ? olderRoot.raw() : path.get(0).raw();
        List<TreeHash> innerPath = path.subList(start, start + inner);
        List<TreeHash> borderPath = path.subList(start + inner, expected);
        long way = from - 1 >>> shift;
        Hasher hasher = new Hasher();
        byte[] computedOlder =
                Paths.chainBorder(hasher, Paths.chainInnerLeftOnly(hasher, seed, innerPath, way), borderPath);
        if (!Arrays.equals(computedOlder, olderRoot.raw())) {
            return new Fails(Reason.OLDER_ROOT_DIFFERS);
        }
        byte[] computedNewer = Paths.chainBorder(hasher, Paths.chainInner(hasher, seed, innerPath, way), borderPath);
        return Arrays.equals(computedNewer, newerRoot.raw()) ? new Holds() : new Fails(Reason.ROOT_DIFFERS);
    }
}
