package io.equiveil.proofs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Answers a [TreeProver] from tiles. Reads each tile at most once, so make one per proof or per batch of proofs.
///
/// The source may serve a wider tile than was asked for; the surplus is not looked at. Not safe for several
/// threads.
public final class TileHashes implements HashSource {

    /// Brings the bytes of a tile.
    @FunctionalInterface
    public interface TileSource {

        /// @param tile as wide as the tree of this proof makes it
        /// @return at least `tile.byteLength()` bytes
        byte[] read(TilePath.Hashes tile);
    }

    private final TreeSize size;
    private final TileSource tiles;
    private final Map<TilePath.Hashes, byte[]> read = new HashMap<>();
    private final Hasher hasher = new Hasher();

    /// @param size no tile beyond this size is asked for
    public TileHashes(TreeSize size, TileSource tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public byte[] subtree(int level, long index) {
        int tileLevel = level / 8;
        return within(tileLevel, level % 8, index);
    }

    // Levels between two tile levels are not stored: they are hashed from the tile's own row.
    private byte[] within(int tileLevel, int above, long index) {
        if (above > 0) {
            return hasher.node(within(tileLevel, above - 1, 2 * index), within(tileLevel, above - 1, 2 * index + 1));
        }
        TilePath.Hashes tile = TilePath.holding(tileLevel, index, size);
        byte[] bytes = read.computeIfAbsent(tile, tiles::read);
        if (bytes.length < tile.byteLength()) {
            throw new IllegalStateException(tile.path() + " has only " + bytes.length + " bytes");
        }
        int at = (int) (index & 0xff) * Digest.LENGTH;
        return Arrays.copyOfRange(bytes, at, at + Digest.LENGTH);
    }
}
