package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.proofs.EntryBundle;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.LeafIndex;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeProver;
import io.equiveil.proofs.TreeSize;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencerTests {

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void everyEntryGetsOneIndexAndNoIndexIsLeftOut() {
        record(300);
        // A number that was given away and rolled back leaves a gap in the numbers, none in the indexes.
        log.transactions().executeWithoutResult(status -> {
            log.ledger.append(Entry.of(somebody(), noted()));
            status.setRollbackOnly();
        });
        record(10);

        assertThat(log.sequenceAll()).isEqualTo(310);

        assertThat(indexes())
                .isEqualTo(java.util.stream.LongStream.range(0, 310).boxed().toList());
        assertThat(count("ledger.unsequenced")).isZero();
    }

    @Test
    void anEntryThatCommitsLateIsNotForgotten() throws Exception {
        Connection slow = log.app.getConnection();
        try (slow) {
            slow.setAutoCommit(false);
            IntakeTables.insert(
                    slow,
                    List.of(log.drafting.draft(Entry.of(somebody(), noted()), java.util.Map.of(), Ledger.UNBOUND)));
            record(3);
            assertThat(log.sequenceAll()).isEqualTo(3);
            slow.commit();
        }

        assertThat(log.sequenceAll()).isEqualTo(1);
    }

    @Test
    void theTilesAreThoseOfAnIndependentlyComputedTree() throws Exception {
        record(700);
        log.sequenceAll();
        Checkpointer checkpointer = log.checkpointer();
        checkpointer.publish();

        List<byte[]> leaves = new ArrayList<>();
        for (TilePath.Entries bundle : TilePath.allEntries(new TreeSize(700))) {
            leaves.addAll(EntryBundle.parse(log.publicLog.file(bundle).orElseThrow(), bundle.width()));
        }
        SignedCheckpoint checkpoint =
                SignedCheckpoint.parse(log.publicLog.checkpoint().orElseThrow());
        assertThat(leaves).hasSize(700).allSatisfy(leaf -> assertThat(leaf).hasSize(33));
        assertThat(checkpoint.checkpoint().root().bytes()).isEqualTo(naiveRoot(leaves));
        assertThat(checkpoint.check(log.key, io.equiveil.proofs.WitnessQuorum.NONE))
                .isInstanceOf(io.equiveil.proofs.CheckpointCheck.Trusted.class);
        for (TilePath.Hashes tile : TilePath.allHashes(new TreeSize(700))) {
            assertThat(log.publicLog.file(tile))
                    .as(tile.path())
                    .get()
                    .satisfies(bytes -> assertThat(bytes).hasSize(tile.byteLength()));
        }
        TreeProver prover = new TreeProver(new io.equiveil.proofs.TileHashes(
                new TreeSize(700), tile -> log.publicLog.file(tile).orElseThrow()));
        for (long index : new long[] {0, 1, 255, 256, 511, 512, 699}) {
            var path = prover.inclusion(new LeafIndex(index), new TreeSize(700)).path();
            assertThat(checkpoint
                            .checkpoint()
                            .includes(new LeafIndex(index), LeafHash.ofData(leaves.get((int) index)), path))
                    .isInstanceOf(ProofCheck.Holds.class);
        }
    }

    @Test
    void nothingBeyondThePublicCheckpointIsServed() throws Exception {
        record(20);
        log.sequenceAll();
        Checkpointer checkpointer = log.checkpointer();
        checkpointer.publish();
        record(20);
        log.sequenceAll();
        checkpointer.sign();

        assertThat(log.publicLog.file(new TilePath.Hashes(0, 0, 20))).isPresent();
        assertThat(log.publicLog.file(new TilePath.Hashes(0, 0, 21))).isEmpty();
        assertThat(log.publicLog.file(new TilePath.Entries(0, 21))).isEmpty();
        assertThat(log.publicLog.file(new TilePath.Hashes(0, 1, 1))).isEmpty();
        assertThat(log.publicLog.file(new TilePath.Hashes(1, 0, 1))).isEmpty();
        assertThat(log.publicLog.file(new TilePath.Hashes(7, (1L << 53) - 1, 256)))
                .isEmpty();
        assertThat(log.publicLog.checkpoint().orElseThrow()).contains("\n20\n");
        assertThat(log.reader.latestCheckpoint().orElseThrow()).contains("\n40\n");
    }

    @Test
    void twoSequencersAtOnceDoNotFork() throws Exception {
        record(600);
        Sequencer other = new Sequencer(log.sequencerConnections, log.keys, Duration.ofMillis(200));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (Sequencer sequencer : List.of(log.sequencer, other, log.sequencer, other)) {
                running.add(threads.submit(() -> {
                    int done = 0;
                    for (int i = 0; i < 40; i++) {
                        // Past the advisory lock, on purpose.
                        try (Connection connection = log.sequencerConnections.getConnection()) {
                            connection.setAutoCommit(false);
                            try {
                                done += sequencer.sequence(connection);
                                connection.commit();
                            } catch (java.sql.SQLException lostTheRace) {
                                connection.rollback();
                            }
                        }
                        record(2);
                    }
                    return done;
                }));
            }
            int all = 0;
            for (Future<Integer> future : running) {
                all += future.get();
            }
            all += log.sequenceAll();
            assertThat(all).isEqualTo(600 + 4 * 40 * 2);
        }

        assertThat(indexes())
                .isEqualTo(java.util.stream.LongStream.range(0, 920).boxed().toList());
        assertThat(rootOfHead()).isEqualTo(naiveRootOfLeaves());
    }

    @Test
    void aRestartContinuesWhereTheLogEnds() throws Exception {
        record(257);
        log.sequenceAll();
        record(300);

        Sequencer restarted = new Sequencer(log.sequencerConnections, log.keys, Duration.ofMillis(200));
        while (restarted.drain() > 0) {}

        assertThat(indexes())
                .isEqualTo(java.util.stream.LongStream.range(0, 557).boxed().toList());
        assertThat(rootOfHead()).isEqualTo(naiveRootOfLeaves());
    }

    @Test
    void anEntryThatSomebodyElseWroteIntoTheIntakeGetsNoIndex() {
        record(2);
        log.sabotage("update ledger.intake set commitment = decode(repeat('ab', 32), 'hex'),"
                + " leaf = sha256(decode('0001' || repeat('ab', 32), 'hex')) where id = 1");

        assertThat(log.sequenceAll()).isEqualTo(1);

        assertThat(log.sequencer.refused()).containsExactly(1L);
    }

    @Test
    void anEntryIsInTheTreeWellWithinASecond() throws Exception {
        log.sequencer.start();
        record(5);

        for (int i = 0; i < 100 && count("ledger.leaves") < 5; i++) {
            Thread.sleep(10);
        }

        assertThat(count("ledger.leaves")).isEqualTo(5);
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            assertThat(log.ledger.record(somebody(), noted())).isInstanceOf(Recording.Done.class);
        }
    }

    private long count(String table) {
        return log.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private List<Long> indexes() {
        return log.jdbc()
                .sql("select index from ledger.leaves order by index")
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private TreeHash rootOfHead() throws Exception {
        try (Connection connection = log.app.getConnection()) {
            return TreeTables.head(connection).root();
        }
    }

    private TreeHash naiveRootOfLeaves() throws Exception {
        List<byte[]> leaves = log
                .jdbc()
                .sql("select i.commitment from ledger.leaves l join ledger.intake i on i.id = l.intake_id"
                        + " order by l.index")
                .query((row, _) -> row.getBytes(1))
                .list()
                .stream()
                .map(commitment -> {
                    byte[] leaf = new byte[33];
                    leaf[0] = 1;
                    System.arraycopy(commitment, 0, leaf, 1, 32);
                    return leaf;
                })
                .toList();
        return TreeHash.ofBytes(naiveRoot(leaves));
    }

    /// RFC 6962, section 2.1, word by word.
    private static byte[] naiveRoot(List<byte[]> leaves) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        if (leaves.size() == 1) {
            sha256.update((byte) 0);
            return sha256.digest(leaves.getFirst());
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        byte[] left = naiveRoot(leaves.subList(0, k));
        byte[] right = naiveRoot(leaves.subList(k, leaves.size()));
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }
}
