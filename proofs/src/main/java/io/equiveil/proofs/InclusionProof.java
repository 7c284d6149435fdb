package io.equiveil.proofs;

import io.equiveil.proofs.ProofCheck.Fails;
import io.equiveil.proofs.ProofCheck.Holds;
import io.equiveil.proofs.ProofCheck.Reason;
import java.util.Arrays;
import java.util.List;

/// A path from one leaf to the root (RFC 6962 section 2.1.1, checked as RFC 9162 section 2.1.3.2 says).
///
/// One path can fit several sizes under the same root: the size is vouched for by the signed checkpoint, never by
/// the proof. Check through [Checkpoint#includes] where there is a checkpoint.
///
/// @param index position of the leaf
/// @param size  number of leaves of the tree whose root is reached
/// @param path  neighbours from the leaf upwards; copied
public record InclusionProof(LeafIndex index, TreeSize size, List<TreeHash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /// Checks the path in full: the index lies in the tree, the length is exact, the root is the one given.
    public ProofCheck check(LeafHash leaf, TreeHash root) {
        if (!index.isInside(size)) {
            return new Fails(Reason.LEAF_OUTSIDE_TREE);
        }
        int inner = Paths.inner(index.value(), size.value());
        int expected = inner + Paths.border(index.value(), inner);
        if (path.size() != expected) {
            return new Fails(path.size() < expected ? Reason.PATH_TOO_SHORT : Reason.PATH_TOO_LONG);
        }
        Hasher hasher = new Hasher();
        byte[] hash = Paths.chainInner(hasher, leaf.raw(), path.subList(0, inner), index.value());
        hash = Paths.chainBorder(hasher, hash, path.subList(inner, expected));
        return Arrays.equals(hash, root.raw()) ? new Holds() : new Fails(Reason.ROOT_DIFFERS);
    }
}
