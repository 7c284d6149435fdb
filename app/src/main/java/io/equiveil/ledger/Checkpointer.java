package io.equiveil.ledger;

import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.ConsistencyProof;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TreeProver;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs checkpoints, away from the path of releases.
///
/// Never signs a tree that is smaller than, or not grown out of, the highest one this node has signed: it then stops
/// signing for good, says so through a control, and leaves the decision to people.
final class Checkpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final DataSource connections;
    private final LedgerKeys keys;
    private final VerifierKey key;
    private final HighWater highWater;
    private final Clock clock;
    private final Duration signEvery;
    private final Duration publishEvery;
    private final Consumer<CheckpointTables.Signed> published;
    private volatile Refusal refusal = Refusal.NONE;
    private @Nullable ScheduledExecutorService schedule;

    /// Why nothing is signed.
    enum Refusal {
        NONE,
        /// The log is smaller than what was signed before.
        SMALLER,
        /// The log has another root at the size that was signed before.
        OTHER_ROOT,
        /// The high-water file cannot be read or written.
        NO_HIGH_WATER
    }

    /// @param connections as the sequencer's role
    /// @param key         the log's name and public key
    /// @param published   hears of every checkpoint that was made public
    Checkpointer(
            DataSource connections,
            LedgerKeys keys,
            VerifierKey key,
            HighWater highWater,
            Clock clock,
            Duration signEvery,
            Duration publishEvery,
            Consumer<CheckpointTables.Signed> published) {
        this.connections = connections;
        this.keys = keys;
        this.key = key;
        this.highWater = highWater;
        this.clock = clock;
        this.signEvery = signEvery;
        this.publishEvery = publishEvery;
        this.published = published;
    }

    synchronized void start() {
        if (schedule == null) {
            schedule = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ledger-checkpointer").factory());
            schedule.scheduleWithFixedDelay(() -> quietly(this::sign), 0, signEvery.toMillis(), TimeUnit.MILLISECONDS);
            schedule.scheduleAtFixedRate(
                    () -> quietly(this::publish), 0, publishEvery.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void quietly(Work work) {
        try {
            work.run();
        } catch (SQLException | RuntimeException e) {
            LOG.error(
                    "no checkpoint: {}",
                    e instanceof SQLException sql
                            ? sql.getSQLState()
                            : e.getClass().getName());
        }
    }

    /// Signs the log as it is now, if it may be signed and is not yet.
    synchronized void sign() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            Checkpoint now = inOneSnapshot(connection, this::signable);
            if (now == null) {
                return;
            }
            byte[] text = now.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            String note = new SignedNote(now.text(), List.of(NoteSignature.of(key, keys.sign(text)))).render();
            // First the mark, then the row that others read: a crash in between loses a signature, never a memory.
            highWater.raise(note);
            insert(connection, now, note);
        } catch (IOException e) {
            refuse(Refusal.NO_HIGH_WATER);
        }
    }

    private interface Reading {
        @Nullable
        Checkpoint read(Connection connection) throws SQLException, IOException;
    }

    private static @Nullable Checkpoint inOneSnapshot(Connection connection, Reading reading)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            return reading.read(connection);
        } finally {
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        }
    }

    /// What has to be signed; null if there is nothing new, or nothing that may be signed.
    private @Nullable Checkpoint signable(Connection connection) throws SQLException, IOException {
        TreeTables.Head head = TreeTables.head(connection);
        Checkpoint now = new Checkpoint(key.name(), head.size(), head.root());
        Optional<Checkpoint> before = highWater.read();
        if (before.isPresent()) {
            Refusal found = compare(connection, before.get(), now);
            refuse(found);
            if (found != Refusal.NONE) {
                return null;
            }
        } else {
            refuse(Refusal.NONE);
        }
        boolean nothingNew =
                before.isPresent() && before.get().size().equals(head.size()) && isSigned(connection, head.size());
        return nothingNew ? null : now;
    }

    /// How the log now stands to a checkpoint that this node signed.
    static Refusal compare(Connection connection, Checkpoint before, Checkpoint now) {
        if (now.size().compareTo(before.size()) < 0) {
            return Refusal.SMALLER;
        }
        if (now.size().equals(before.size())) {
            return now.root().equals(before.root()) ? Refusal.NONE : Refusal.OTHER_ROOT;
        }
        try {
            ConsistencyProof proof =
                    new TreeProver(TreeTables.hashes(connection, now.size())).consistency(before.size(), now.size());
            return now.extendsFrom(before, proof.path()) instanceof ProofCheck.Holds
                    ? Refusal.NONE
                    : Refusal.OTHER_ROOT;
        } catch (IllegalStateException tileMissing) {
            return Refusal.OTHER_ROOT;
        }
    }

    private void refuse(Refusal found) {
        if (found != refusal && found != Refusal.NONE) {
            LOG.error("nothing is signed any more: {}", found);
        }
        refusal = found;
    }

    private static boolean isSigned(Connection connection, TreeSize size) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from ledger.checkpoints where size = ?")) {
            select.setLong(1, size.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void insert(Connection connection, Checkpoint checkpoint, String note) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ledger.checkpoints (size, root, signed_at, note)"
                        + " values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, checkpoint.size().value());
            insert.setBytes(2, checkpoint.root().bytes());
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(4, note);
            insert.executeUpdate();
        }
    }

    /// Shows the latest checkpoint to the public. Always at the same pace, so that the pace says nothing.
    void publish() throws SQLException {
        sign();
        Optional<CheckpointTables.Signed> latest;
        try (Connection connection = connections.getConnection()) {
            latest = CheckpointTables.latest(connection);
            if (latest.isEmpty() || refusal != Refusal.NONE) {
                return;
            }
            CheckpointTables.publish(connection, latest.get().size(), clock.instant());
        }
        published.accept(latest.get());
    }

    /// Why nothing is signed now, or [Refusal#NONE].
    Refusal refusal() {
        return refusal;
    }

    @Override
    public synchronized void close() {
        if (schedule != null) {
            schedule.shutdownNow();
            try {
                schedule.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            schedule = null;
        }
    }
}
