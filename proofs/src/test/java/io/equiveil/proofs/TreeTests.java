package io.equiveil.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.proofs.ProofCheck.Fails;
import io.equiveil.proofs.ProofCheck.Holds;
import io.equiveil.proofs.ProofCheck.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeTests {

    private static final int LARGEST = 70;

    private final NaiveTree tree = NaiveTree.ofSize(LARGEST);

    /// The eight leaves and the roots that Certificate Transparency's reference implementations publish.
    private static final List<String> KNOWN_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest(name = "root of {0} known leaves")
    @CsvSource(textBlock = """
            0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
            2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
            3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
            4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
            5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
            6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
            7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
            8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
            """)
    void reachesTheKnownRoots(int size, String root) {
        CompactRange range = CompactRange.empty();
        KNOWN_LEAVES
                .subList(0, size)
                .forEach(leaf -> range.append(LeafHash.ofData(HexFormat.of().parseHex(leaf))));

        assertThat(range.root().bytes()).isEqualTo(HexFormat.of().parseHex(root));
    }

    @Test
    void everyLeafOfEveryTreeUpToSeventyVerifies() {
        TreeProver prover = new TreeProver(tree.source());
        for (int size = 1; size <= LARGEST; size++) {
            TreeHash root = tree.root(size);
            assertThat(prover.root(new TreeSize(size))).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = prover.inclusion(new LeafIndex(index), new TreeSize(size));

                assertThat(proof.path()).isEqualTo(tree.path(index, 0, size));
                assertThat(proof.check(tree.leaf(index), root)).isEqualTo(new Holds());
            }
        }
    }

    @Test
    void noFlippedLengthenedOrShortenedPathVerifies() {
        for (int size = 1; size <= LARGEST; size++) {
            TreeHash root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<TreeHash> path = tree.path(index, 0, size);
                for (int at = 0; at < path.size(); at++) {
                    List<TreeHash> flipped = new ArrayList<>(path);
                    flipped.set(at, flip(path.get(at), size * 31 + index * 7 + at));
                    assertThat(check(index, size, flipped, root)).isEqualTo(new Fails(Reason.ROOT_DIFFERS));
                }
                List<TreeHash> longer = new ArrayList<>(path);
                longer.add(root);
                assertThat(check(index, size, longer, root)).isEqualTo(new Fails(Reason.PATH_TOO_LONG));
                if (!path.isEmpty()) {
                    assertThat(check(index, size, path.subList(0, path.size() - 1), root))
                            .isEqualTo(new Fails(Reason.PATH_TOO_SHORT));
                    assertThat(check(index, size, path.subList(1, path.size()), root))
                            .isEqualTo(new Fails(Reason.PATH_TOO_SHORT));
                }
                assertThat(check(index, size, path, flip(root, index))).isEqualTo(new Fails(Reason.ROOT_DIFFERS));
            }
        }
    }

    @Test
    void everySingleBitOfAPathCounts() {
        List<TreeHash> path = tree.path(44, 0, LARGEST);
        for (int at = 0; at < path.size(); at++) {
            for (int bit = 0; bit < 256; bit++) {
                List<TreeHash> flipped = new ArrayList<>(path);
                flipped.set(at, flip(path.get(at), bit));
                assertThat(check(44, LARGEST, flipped, tree.root(LARGEST)).holds())
                        .isFalse();
            }
        }
    }

    /// A right path for leaf 5 of 8 under its right root, presented with other positions and sizes: a widely used
    /// verifier takes these.
    @ParameterizedTest(name = "leaf 5 of 8 presented as leaf {0} of {1} -> {2}")
    @CsvSource(textBlock = """
            13,   16,   PATH_TOO_SHORT
            21,   32,   PATH_TOO_SHORT
            5,    16,   PATH_TOO_SHORT
            1029, 2048, PATH_TOO_SHORT
            8,    8,    LEAF_OUTSIDE_TREE
            13,   8,    LEAF_OUTSIDE_TREE
            5,    5,    LEAF_OUTSIDE_TREE
            4,    8,    ROOT_DIFFERS
            """)
    void refusesARightPathAtAWrongPlace(long index, long size, Reason reason) {
        InclusionProof moved = new InclusionProof(new LeafIndex(index), new TreeSize(size), tree.path(5, 0, 8));

        assertThat(moved.check(tree.leaf(5), tree.root(8))).isEqualTo(new Fails(reason));
    }

    @Test
    void everyPairOfTreesUpToSeventyIsConsistent() {
        TreeProver prover = new TreeProver(tree.source());
        for (int newer = 0; newer <= LARGEST; newer++) {
            for (int older = 0; older <= newer; older++) {
                ConsistencyProof proof = prover.consistency(new TreeSize(older), new TreeSize(newer));

                assertThat(proof.path()).isEqualTo(tree.consistency(older, newer));
                assertThat(proof.check(tree.root(older), tree.root(newer))).isEqualTo(new Holds());
            }
        }
    }

    @Test
    void noAlteredConsistencyProofVerifies() {
        for (int newer = 1; newer <= LARGEST; newer++) {
            for (int older = 1; older <= newer; older++) {
                List<TreeHash> path = tree.consistency(older, newer);
                TreeHash from = tree.root(older);
                TreeHash to = tree.root(newer);
                for (int at = 0; at < path.size(); at++) {
                    List<TreeHash> flipped = new ArrayList<>(path);
                    flipped.set(at, flip(path.get(at), older * 31 + newer * 7 + at));
                    assertThat(consistent(older, newer, flipped, from, to).holds())
                            .isFalse();
                }
                List<TreeHash> longer = new ArrayList<>(path);
                longer.add(to);
                assertThat(consistent(older, newer, longer, from, to)).isEqualTo(new Fails(Reason.PATH_TOO_LONG));
                if (!path.isEmpty()) {
                    assertThat(consistent(older, newer, path.subList(1, path.size()), from, to))
                            .isEqualTo(new Fails(Reason.PATH_TOO_SHORT));
                    assertThat(consistent(older, newer, path, flip(from, newer), to)
                                    .holds())
                            .isFalse();
                }
                assertThat(consistent(older, newer, path, from, flip(to, older)).holds())
                        .isFalse();
            }
        }
    }

    @Test
    void theEmptyTreeHasOneRootAndIsConsistentWithEveryTree() {
        TreeHash wrong = tree.root(3);

        assertThat(consistent(0, 5, List.of(), TreeHash.ofEmptyTree(), tree.root(5)))
                .isEqualTo(new Holds());
        assertThat(consistent(0, 5, List.of(), wrong, tree.root(5))).isEqualTo(new Fails(Reason.OLDER_ROOT_DIFFERS));
        assertThat(consistent(0, 5, List.of(wrong), TreeHash.ofEmptyTree(), tree.root(5)))
                .isEqualTo(new Fails(Reason.PATH_TOO_LONG));
        assertThat(consistent(0, 0, List.of(), TreeHash.ofEmptyTree(), wrong))
                .isEqualTo(new Fails(Reason.ROOT_DIFFERS));
        assertThat(consistent(5, 4, List.of(), tree.root(5), tree.root(4))).isEqualTo(new Fails(Reason.SIZES_REVERSED));
    }

    @Test
    void theRightEdgeIsTakenUpAgainAtEverySize() {
        CompactRange range = CompactRange.empty();
        for (int size = 1; size <= LARGEST; size++) {
            range = CompactRange.of(range.size(), range.edge());
            assertThat(range.append(tree.leaf(size - 1))).isEqualTo(new LeafIndex(size - 1));
            assertThat(range.root()).isEqualTo(tree.root(size));
            assertThat(range.size()).isEqualTo(new TreeSize(size));
        }
        assertThatThrownBy(() -> CompactRange.of(new TreeSize(3), List.of(tree.root(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tilesFilledFromTheSinkAnswerEveryProof() {
        int size = 66_000;
        Map<Integer, List<TreeHash>> rows = new HashMap<>();
        CompactRange range = CompactRange.empty();
        TreeHash earlyRoot = TreeHash.ofEmptyTree();
        for (int i = 0; i < size; i++) {
            range.appendData(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}, (level, at, hash) -> {
                if (level % 8 == 0) {
                    List<TreeHash> row = rows.computeIfAbsent(level / 8, none -> new ArrayList<>());
                    assertThat(row).hasSize((int) at);
                    row.add(hash);
                }
            });
            if (i == 40_000) {
                earlyRoot = range.root();
            }
        }
        List<String> read = new ArrayList<>();
        TileHashes.TileSource tiles = tile -> {
            read.add(tile.path());
            int from = (int) tile.number() * 256;
            return HashTile.render(rows.get(tile.level()).subList(from, from + tile.width()));
        };

        for (long index : new long[] {0, 255, 256, 65_535, 65_536, 65_999}) {
            InclusionProof proof = new TreeProver(new TileHashes(new TreeSize(size), tiles))
                    .inclusion(new LeafIndex(index), new TreeSize(size));
            assertThat(proof.check(LeafHash.ofBytes(rows.get(0).get((int) index).bytes()), range.root()))
                    .isEqualTo(new Holds());
        }
        read.clear();
        ConsistencyProof grown = new TreeProver(new TileHashes(new TreeSize(size), tiles))
                .consistency(new TreeSize(40_001), new TreeSize(size));
        assertThat(grown.check(earlyRoot, range.root())).isEqualTo(new Holds());
        assertThat(read).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void sizesBeyondEveryRealLogAreStillChecked() {
        InclusionProof huge =
                new InclusionProof(new LeafIndex(Long.MAX_VALUE - 1), new TreeSize(Long.MAX_VALUE), List.of());
        ConsistencyProof grown = new ConsistencyProof(new TreeSize(1), new TreeSize(Long.MAX_VALUE), List.of());

        assertThat(huge.check(tree.leaf(0), tree.root(1))).isEqualTo(new Fails(Reason.PATH_TOO_SHORT));
        assertThat(grown.check(tree.root(1), tree.root(2))).isEqualTo(new Fails(Reason.PATH_TOO_SHORT));
    }

    private ProofCheck check(int index, int size, List<TreeHash> path, TreeHash root) {
        return new InclusionProof(new LeafIndex(index), new TreeSize(size), path).check(tree.leaf(index), root);
    }

    private static ProofCheck consistent(int older, int newer, List<TreeHash> path, TreeHash from, TreeHash to) {
        return new ConsistencyProof(new TreeSize(older), new TreeSize(newer), path).check(from, to);
    }

    private static TreeHash flip(TreeHash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8 % 32] ^= (byte) (1 << bit % 8);
        return TreeHash.ofBytes(bytes);
    }
}
