package io.equiveil.ledger;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The log's two ways in, on PostgreSQL.
final class PostgresLedger implements Ledger {

    private static final int REMEMBERED = 50_000;

    private final DataSource app;
    private final DataSource recorderConnections;
    private final JdbcTemplate statements;
    private final JdbcClient jdbc;
    private final Drafting drafting;
    private final Recorder recorder;
    private final Runnable wakeSequencer;
    // What this node knows to be committed; spares a question to the database for each release.
    private final Map<Long, Digest> durable = remembering();
    private final GateVersions versions;

    PostgresLedger(
            DataSource app,
            DataSource recorderConnections,
            Drafting drafting,
            Recorder recorder,
            Runnable wakeSequencer,
            GateVersions versions) {
        this.app = app;
        this.recorderConnections = recorderConnections;
        this.statements = new JdbcTemplate(app);
        this.jdbc = JdbcClient.create(app);
        this.drafting = drafting;
        this.recorder = recorder;
        this.wakeSequencer = wakeSequencer;
        this.versions = versions;
    }

    @Override
    public Receipt append(Entry entry) {
        requireTransaction();
        Set<String> rows = new HashSet<>();
        for (Entry.About about : entry.about()) {
            if (!rows.add(about.row())) {
                throw new IllegalArgumentException("one entry sets one version of a row: " + about.row());
            }
            if (about.version() <= versions.highest(about.row())) {
                // Also where the lines about the row were taken away: counting anew would bury what they said.
                throw new OptimisticLockingFailureException("the log knows this version already: " + about);
            }
        }
        raise(entry.raising());
        EntryDraft draft = drafting.draft(entry, Map.of(), UNBOUND);
        IntakeTables.Inserted inserted = java.util.Objects.requireNonNull(
                statements.execute((Connection connection) -> IntakeTables.insert(connection, List.of(draft))));
        if (inserted.rowsSet().size() != entry.about().size()) {
            throw new OptimisticLockingFailureException(
                    "a gate-relevant row has another last version than expected: " + entry.about());
        }
        Receipt receipt = drafting.receipt(
                draft, java.util.Objects.requireNonNull(inserted.numbers().getFirst()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                durable.put(receipt.intake(), receipt.leafHash());
                entry.about().forEach(about -> versions.saw(about.row(), about.version()));
                wakeSequencer.run();
            }
        });
        return receipt;
    }

    private void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(app)
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("a fact goes into the log with the transaction that makes it true");
        }
    }

    /// Takes the locks, in a fixed order, before the entry gets its number.
    private void raise(Set<Scope> scopes) {
        if (scopes.isEmpty()) {
            return;
        }
        TreeSet<String> keys = new TreeSet<>();
        scopes.forEach(scope -> keys.add(ScopeKey.of(scope)));
        statements.execute((Connection connection) -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into ledger.epochs as e (scope, epoch) select s, 1 from unnest(?::text[]) s order by s
                    on conflict (scope) do update set epoch = e.epoch + 1
                    """)) {
                upsert.setArray(1, connection.createArrayOf("text", keys.toArray()));
                return upsert.executeUpdate();
            }
        });
    }

    @Override
    public Recording record(Requester who, Recorded fact, Map<Scope, Long> expected, Digest binding) {
        EntryDraft draft;
        try {
            draft = drafting.draft(Entry.of(who, fact), Map.copyOf(expected), binding);
        } catch (IllegalArgumentException programmersMistake) {
            throw programmersMistake;
        } catch (RuntimeException sealingFailed) {
            return new Recording.Unavailable();
        }
        Recording recording = recorder.record(draft);
        if (recording instanceof Recording.Done(Receipt receipt)) {
            durable.put(receipt.intake(), receipt.leafHash());
        }
        return recording;
    }

    @Override
    public Map<Scope, Long> epochs(Set<Scope> scopes) {
        Map<Scope, Long> epochs = new HashMap<>();
        scopes.forEach(scope -> epochs.put(scope, 0L));
        if (!scopes.isEmpty()) {
            jdbc.sql("select scope, epoch from ledger.epochs where scope = any (?)")
                    .param(scopes.stream().map(ScopeKey::of).toArray(String[]::new))
                    .query(row -> {
                        epochs.put(ScopeKey.parse(row.getString(1)), row.getLong(2));
                    });
        }
        return epochs;
    }

    @Override
    public Map<String, RowVersion> latestAbout(Collection<String> rows) {
        // Read first: a version that is committed in between must not look like one that was taken away.
        Map<String, Long> seen = new HashMap<>();
        rows.forEach(row -> seen.put(row, versions.highest(row)));
        Map<String, RowVersion> latest = new HashMap<>();
        if (!seen.isEmpty()) {
            jdbc.sql("select distinct on (row_name) row_name, version, leaf from ledger.intake_about"
                            + " where row_name = any (?) order by row_name, version desc")
                    .param(seen.keySet().toArray(String[]::new))
                    .query(found -> {
                        String row = found.getString(1);
                        latest.put(row, new RowVersion(row, found.getLong(2), Digest.of(found.getBytes(3))));
                    });
        }
        // Somebody took rows away below us: what is left is not the latest.
        latest.values().removeIf(left -> left.version() < seen.getOrDefault(left.row(), 0L));
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            latest.values().forEach(known -> versions.saw(known.row(), known.version()));
        }
        return latest;
    }

    @Override
    public boolean knows(String row) {
        return versions.highest(row) > 0 || latestAbout(row).isPresent();
    }

    @Override
    public boolean isDurable(Receipt receipt) {
        Digest known = durable.get(receipt.intake());
        if (known != null && known.equals(receipt.leafHash())) {
            return true;
        }
        // On a connection of its own: the caller's transaction would see its own entry.
        try (Connection connection = recorderConnections.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from ledger.intake where id = ? and leaf = ?")) {
            select.setLong(1, receipt.intake());
            select.setBytes(2, receipt.leafHash().bytes());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private static <K, V> Map<K, V> remembering() {
        return java.util.Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        });
    }
}
