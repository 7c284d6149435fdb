package io.equiveil.ledger;

import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.Commitment;
import io.equiveil.proofs.CompactRange;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.TreeHash;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives waiting entries their index and puts them into the tree.
///
/// Any number of nodes may run one. What keeps them from forking the log is the comparison with the head inside the
/// transaction; the advisory lock only spares them the wasted work. Whoever finds the head elsewhere begins again from
/// what is stored: nothing is carried in memory from batch to batch.
final class Sequencer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    /// Entries that one transaction puts into the tree, at most.
    static final int BATCH = 2_048;

    private static final long TURN = 0x45515345_51554543L;

    private final DataSource connections;
    private final LedgerKeys keys;
    private final Duration poll;
    private final Semaphore news = new Semaphore(0);
    private final AtomicBoolean told = new AtomicBoolean();
    // Entries that nobody of us wrote, or that were changed before they got an index. They stay where they are and
    // turn a control red.
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;
    private volatile boolean closed;

    /// @param connections as the sequencer's role
    /// @param poll        how often to look for entries of other nodes
    Sequencer(DataSource connections, LedgerKeys keys, Duration poll) {
        this.connections = connections;
        this.keys = keys;
        this.poll = poll;
    }

    /// Says that there are new entries. Cheap, from any thread.
    void wake() {
        if (told.compareAndSet(false, true)) {
            news.release();
        }
    }

    synchronized void start() {
        if (thread == null) {
            closed = false;
            thread = Thread.ofPlatform().daemon().name("ledger-sequencer").start(this::sequenceForEver);
        }
    }

    private void sequenceForEver() {
        while (!closed) {
            try {
                told.set(false);
                int done = drain();
                if (done < BATCH && news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.error(
                        "the sequencer could not work: {}",
                        e instanceof SQLException sql
                                ? sql.getSQLState()
                                : e.getClass().getName());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(poll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Puts one batch of waiting entries into the tree, in the order of their numbers.
    ///
    /// @return how many; 0 also if another node was quicker
    int drain() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int done = hasTurn(connection) ? sequence(connection) : 0;
                if (done > 0) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean hasTurn(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(" + TURN + ")");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// Without the advisory lock: safe, but not thrifty.
    int sequence(Connection connection) throws SQLException {
        TreeTables.Head head = TreeTables.head(connection);
        List<Long> intakes = new ArrayList<>();
        List<LeafHash> leaves = new ArrayList<>();
        readWaiting(connection, intakes, leaves);
        if (intakes.isEmpty()) {
            return 0;
        }
        CompactRange range = head.range();
        List<FullTile> full = new ArrayList<>();
        for (LeafHash leaf : leaves) {
            range.append(leaf, (level, index, hash) -> {
                if (level > 0 && level % 8 == 0) {
                    full.add(new FullTile(level / 8 - 1, index, hash));
                }
            });
        }
        if (!TreeTables.move(connection, head, range)) {
            return 0;
        }
        TreeTables.insertLeaves(connection, head.size().value(), intakes, leaves);
        for (FullTile tile : full) {
            TreeTables.insertTile(connection, tile.level, tile.number, tile.root);
        }
        unqueue(connection, intakes);
        return intakes.size();
    }

    private record FullTile(int level, long number, TreeHash root) {}

    private void readWaiting(Connection connection, List<Long> intakes, List<LeafHash> leaves) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select i.id, i.leaf, i.commitment, i.content_hash, i.mac from ledger.unsequenced u"
                        + " join ledger.intake i on i.id = u.intake_id where u.intake_id <> all (?)"
                        + " order by u.intake_id limit " + BATCH)) {
            select.setArray(1, connection.createArrayOf("int8", refused.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long intake = rows.getLong(1);
                    byte[] leaf = rows.getBytes(2);
                    if (isOurs(leaf, rows.getBytes(3), rows.getBytes(4), rows.getBytes(5))) {
                        intakes.add(intake);
                        leaves.add(LeafHash.ofBytes(leaf));
                    } else if (refused.add(intake)) {
                        LOG.error("entry {} in the intake is forged or was changed: it gets no index", intake);
                    }
                }
            }
        }
    }

    private boolean isOurs(byte[] leaf, byte[] commitment, byte[] contentHash, byte[] mac) {
        return MessageDigest.isEqual(keys.receiptMac(IntakeRow.authenticated(leaf, contentHash)), mac)
                && LeafHash.ofData(io.equiveil.proofs.Entry.leaf(Commitment.ofBytes(commitment)))
                        .equals(LeafHash.ofBytes(leaf));
    }

    private static void unqueue(Connection connection, List<Long> intakes) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from ledger.unsequenced where intake_id = any (?)")) {
            delete.setArray(1, connection.createArrayOf("int8", intakes.toArray()));
            if (delete.executeUpdate() != intakes.size()) {
                throw new SQLException("the queue changed under the sequencer", "40001");
            }
        }
    }

    /// Entries that were refused an index since the start of this node.
    Set<Long> refused() {
        return Set.copyOf(refused);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }
}
