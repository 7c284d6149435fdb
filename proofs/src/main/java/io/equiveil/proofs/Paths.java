package io.equiveil.proofs;

import java.util.List;

/// The arithmetic of paths that inclusion and consistency share.
///
/// A path from leaf `index` to the root of `size` leaves has two stretches: the *inner* one, up to where the way of
/// the leaf meets the right edge of the tree, with neighbours on either side; and the *border* along the right
/// edge, with neighbours on the left only. Both lengths follow from index and size alone; a path of any other
/// length is refused before anything is hashed.
final class Paths {

    private Paths() {}

    static int inner(long index, long size) {
        return Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
    }

    static int border(long index, int inner) {
        return inner == Long.SIZE ? 0 : Long.bitCount(index >>> inner);
    }

    static byte[] chainInner(Hasher hasher, byte[] seed, List<TreeHash> path, long index) {
        byte[] hash = seed;
        for (int level = 0; level < path.size(); level++) {
            byte[] neighbour = path.get(level).raw();
            hash = (index >>> level & 1) == 0 ? hasher.node(hash, neighbour) : hasher.node(neighbour, hash);
        }
        return hash;
    }

    /// As [#chainInner] but takes only neighbours on the left: the older tree ends where a neighbour stands on the
    /// right.
    static byte[] chainInnerLeftOnly(Hasher hasher, byte[] seed, List<TreeHash> path, long index) {
        byte[] hash = seed;
        for (int level = 0; level < path.size(); level++) {
            if ((index >>> level & 1) == 1) {
                hash = hasher.node(path.get(level).raw(), hash);
            }
        }
        return hash;
    }

    static byte[] chainBorder(Hasher hasher, byte[] seed, List<TreeHash> path) {
        byte[] hash = seed;
        for (TreeHash neighbour : path) {
            hash = hasher.node(neighbour.raw(), hash);
        }
        return hash;
    }
}
