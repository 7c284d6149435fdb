package io.equiveil.vault;

import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.vault.spi.KeyCopies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The second stage of destroying keys (`docs/spec/shredding.md`).
///
/// The embedded server is ours to the last file: its table of keys is rewritten, its log let go, its files searched. Of
/// another server we only know the policy, so there nothing is ever called measured.
@Component
class Shredder {

    private static final Logger LOG = LoggerFactory.getLogger(Shredder.class);

    private final JdbcClient jdbc;
    private final DatabaseEngine engine;
    private final DocumentFiles files;
    private final TransactionTemplate transaction;
    private final ObjectProvider<KeyCopies> copies;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    Shredder(
            JdbcClient jdbc,
            DatabaseEngine engine,
            DocumentFiles files,
            PlatformTransactionManager transactions,
            ObjectProvider<KeyCopies> copies,
            Clock clock) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.files = files;
        this.transaction = new TransactionTemplate(transactions);
        this.copies = copies;
        this.clock = clock;
    }

    private record Closed(UUID id, List<byte[]> traces, Instant createdAt, Instant closedAt) {}

    KeyCustody.Sweep sweep() {
        turn.lock();
        try {
            removeUnreadable();
            List<Closed> closed = closedKeys();
            if (closed.isEmpty() || !engine.isEmbedded()) {
                return new KeyCustody.Sweep(0, closed.size());
            }
            rewriteKeysAndLetTheLogGo();
            return settle(closed);
        } catch (SQLException | IOException e) {
            LOG.warn(
                    "the sweep of destroyed keys did not finish: {}",
                    e.getClass().getSimpleName());
            return new KeyCustody.Sweep(0, closedKeys().size());
        } finally {
            turn.unlock();
        }
    }

    /// What was sealed under destroyed keys cannot be read by anybody: it goes as well.
    private void removeUnreadable() {
        List<UUID> gone = transaction.execute(_ -> {
            jdbc.sql("delete from vault.sealed_values s using vault.data_keys k"
                            + " where k.id = s.key_id and k.state = 'DESTROYED'")
                    .update();
            return jdbc.sql("delete from vault.documents s using vault.data_keys k"
                            + " where k.id = s.key_id and k.state = 'DESTROYED' returning s.file")
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list();
        });
        if (gone != null) {
            gone.forEach(files::delete);
        }
    }

    private List<Closed> closedKeys() {
        return jdbc.sql("select id, wrapped_traces, created_at, closed_at from vault.data_keys"
                        + " where state = 'DESTROYED' and unrecoverable_since is null")
                .query((row, _) -> new Closed(
                        row.getObject(1, UUID.class),
                        Arrays.asList((byte[][]) row.getArray(2).getArray()),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    private void rewriteKeysAndLetTheLogGo() throws SQLException {
        try (Connection owner = engine.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement()) {
            // It needs the table for itself: better to try again later than to hold everybody up.
            statement.execute("set lock_timeout = '3s'");
            statement.execute("vacuum (full) vault.data_keys");
        }
        try (Connection administrator = engine.administrator().getConnection();
                Statement statement = administrator.createStatement()) {
            // The old log files go with the second checkpoint after the switch, the old table file with the first.
            for (int round = 0; round < 2; round++) {
                statement.execute("select pg_switch_wal()");
                statement.execute("checkpoint");
            }
        }
    }

    private KeyCustody.Sweep settle(List<Closed> closed) throws SQLException, IOException {
        List<byte[]> traces =
                closed.stream().flatMap(key -> key.traces().stream()).toList();
        Set<ByteBuffer> left = KeyTraces.below(dataDirectory(), traces);
        int settled = 0;
        for (Closed key : closed) {
            boolean copied = copies.stream().anyMatch(keeper -> keeper.mayHold(key.createdAt(), key.closedAt()));
            if (!copied && key.traces().stream().map(ByteBuffer::wrap).noneMatch(left::contains)) {
                settled += jdbc.sql("update vault.data_keys k set unrecoverable_since = ? where k.id = ?"
                                + " and not exists (select from vault.key_copies c where c.kept_until > ? and c.began_at <= k.closed_at"
                                + " and coalesce(c.made_at, 'infinity') >= k.created_at)")
                        .params(Timestamp.from(clock.instant()), key.id(), Timestamp.from(clock.instant()))
                        .update();
            }
        }
        return new KeyCustody.Sweep(settled, closed.size() - settled);
    }

    /// @throws SQLException if the log may hold what a search does not see
    private Path dataDirectory() throws SQLException {
        try (Connection administrator = engine.administrator().getConnection();
                Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('data_directory'),"
                        + " current_setting('wal_compression'), current_setting('wal_recycle')")) {
            row.next();
            if (!row.getString(2).equals("off") || !row.getString(3).equals("off")) {
                throw new SQLException("the log is compressed or recycled");
            }
            return Path.of(row.getString(1));
        }
    }
}
