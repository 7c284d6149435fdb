package io.equiveil.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.equiveil.House;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A log of its own in a database of its own, on the house's real PostgreSQL, for tests that count entries or
/// sabotage rows.
final class ALog implements AutoCloseable {

    static final String ORIGIN = "tests.equiveil.local/ledger";

    private static final String TEMPLATE = "ledger_template";
    private static boolean templateMade;

    final KeysForTests keys = new KeysForTests();
    final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    final VerifierKey key = VerifierKey.of(ORIGIN, VerifierKey.Algorithm.ED25519, keys.publicKey());
    final DataSource app;
    final DataSource recorderConnections;
    final DataSource sequencerConnections;
    final Drafting drafting;
    final Sequencer sequencer;
    final Recorder recorder;
    final GateVersions versions;
    final PostgresLedger ledger;
    final PostgresLedgerReader reader;
    final PostgresPublicLog publicLog;
    final Path folder;
    private final String database;
    private final TransactionTemplate transactions;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

    ALog() {
        database = "ledger_" + UUID.randomUUID().toString().replace("-", "");
        makeTemplate();
        administrate("create database " + database + " template " + TEMPLATE + " owner ev_owner");
        app = pool(DatabaseRole.APP, 12);
        recorderConnections = pool(DatabaseRole.RECORDER, 4);
        sequencerConnections = pool(DatabaseRole.SEQUENCER, 4);
        try {
            folder = Files.createTempDirectory("ledger-keys");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drafting = new Drafting(keys, keys, clock);
        sequencer = new Sequencer(sequencerConnections, keys, Duration.ofMillis(200));
        recorder = recorder(recorderConnections, Duration.ofSeconds(5));
        versions = versions();
        versions.open();
        ledger = ledger(versions);
        reader = new PostgresLedgerReader(app, keys, key, clock);
        publicLog = new PostgresPublicLog(app, key);
        transactions = new TransactionTemplate(new JdbcTransactionManager(app));
    }

    /// As a node has them that just starts: closed.
    GateVersions versions() {
        DataSource own = as(DatabaseRole.APP);
        return new GateVersions(own, new PostgresLedgerAudit(own, keys, keys, key, clock), keys, key, folder);
    }

    PostgresLedger ledger(GateVersions versions) {
        return new PostgresLedger(app, recorderConnections, drafting, recorder, sequencer::wake, versions);
    }

    Recorder recorder(DataSource connections, Duration limit) {
        Recorder made = new Recorder(connections, drafting, 4_096, limit, sequencer::wake);
        toClose.push(made);
        return made;
    }

    Checkpointer checkpointer() {
        return new Checkpointer(
                sequencerConnections,
                keys,
                key,
                new HighWater(folder, key),
                clock,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                _ -> {});
    }

    /// Puts everything that waits into the tree.
    int sequenceAll() {
        int all = 0;
        try {
            int done;
            while ((done = sequencer.drain()) > 0) {
                all += done;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    <T> T inTransaction(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    TransactionTemplate transactions() {
        return transactions;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(app);
    }

    /// The superuser in this log's database, past all traps.
    void sabotage(String sql) {
        try (Connection connection =
                        in(database, House.database().administrator()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String table : TrapsInPlace.WRITTEN_ONCE) {
                statement.execute("alter table ledger." + table + " disable trigger written_once");
            }
            statement.execute("alter table ledger.head disable trigger only_forwards");
            statement.execute("alter table ledger.head disable trigger never_removed");
            statement.execute("alter table ledger.epochs disable trigger only_one_up");
            statement.execute("alter table ledger.epochs disable trigger never_removed");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    JdbcClient owner() {
        return JdbcClient.create(in(database, House.database().administrator()));
    }

    DataSource as(DatabaseRole role) {
        return in(database, House.database().as(role));
    }

    HikariDataSource pool(DatabaseRole role, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(as(role));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        HikariDataSource pool = new HikariDataSource(config);
        toClose.push(pool);
        return pool;
    }

    @Override
    public void close() {
        sequencer.close();
        for (AutoCloseable closeable : toClose) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        administrate("drop database " + database + " with (force)");
    }

    private static synchronized void makeTemplate() {
        if (!templateMade) {
            administrate("create database " + TEMPLATE + " owner ev_owner template template0");
            Flyway.configure()
                    .dataSource(in(TEMPLATE, House.database().as(DatabaseRole.OWNER)))
                    .locations("classpath:db/migration/ledger")
                    .schemas("ledger")
                    .defaultSchema("ledger")
                    .createSchemas(true)
                    .load()
                    .migrate();
            templateMade = true;
        }
    }

    private static void administrate(String sql) {
        try (Connection connection =
                        in("postgres", House.database().administrator()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGSimpleDataSource in(String database, DataSource source) {
        PGSimpleDataSource other = new PGSimpleDataSource();
        PGSimpleDataSource known = (PGSimpleDataSource) source;
        other.setURL(known.getURL());
        other.setUser(known.getUser());
        other.setPassword(known.getPassword());
        other.setDatabaseName(database);
        return other;
    }

    /// Somebody who is signed in.
    static Requester.SignedIn somebody(PersonId person, Role... roles) {
        return new Requester.SignedIn(
                person,
                SessionId.random(),
                Set.of(roles),
                Set.of(),
                Optional.empty(),
                2,
                Instant.EPOCH,
                Optional.empty(),
                "192.0.2.1");
    }

    static Requester somebody() {
        return somebody(PersonId.random(), Role.ADVISOR);
    }

    /// A fact about a subject in a matter.
    record Noted(SubjectId subject, Optional<MatterId> matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "noted/v1";
        }
    }

    /// A fact about a person's account.
    record Named(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "named/v1";
        }
    }

    static Noted noted() {
        return new Noted(SubjectId.random(), Optional.empty());
    }
}
