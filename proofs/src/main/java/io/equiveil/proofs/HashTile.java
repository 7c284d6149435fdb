package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of a tile: one to 256 hashes, one after the other.
public final class HashTile {

    private HashTile() {}

    /// @param width number of hashes that the address promised
    /// @throws MalformedException if there are more or fewer bytes
    public static List<TreeHash> parse(byte[] bytes, int width) throws MalformedException {
        if (bytes.length != width * Digest.LENGTH) {
            throw new MalformedException(Fault.TILE_LENGTH, bytes.length + " bytes");
        }
        List<TreeHash> hashes = new ArrayList<>(width);
        for (int i = 0; i < bytes.length; i += Digest.LENGTH) {
            hashes.add(TreeHash.wrap(Arrays.copyOfRange(bytes, i, i + Digest.LENGTH)));
        }
        return hashes;
    }

    /// @param hashes one to 256
    public static byte[] render(List<TreeHash> hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Digest.LENGTH);
        hashes.forEach(hash -> bytes.put(hash.raw()));
        return bytes.array();
    }
}
