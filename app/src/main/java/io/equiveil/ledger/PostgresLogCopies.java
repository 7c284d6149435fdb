package io.equiveil.ledger;

import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.engine.SectionWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.UncategorizedSQLException;

/// Cuts pieces out of the tables, in one snapshot each.
final class PostgresLogCopies implements LogCopies {

    /// What a piece holds: the columns of each table, named so that a later program still knows them.
    static final Map<String, String> COLUMNS = new TreeMap<>(Map.of(
            "intake",
            "id, recorded_at, leaf, commitment, kind, actor, actor_person, about_person, matter_id, firm_hash,"
                    + " firm_sealed, content_hash, mac",
            "intake_about",
            "row_name, version, intake_id, leaf",
            "intake_subjects",
            "intake_id, part, subject_id, part_hash, part_sealed",
            "leaves",
            "index, intake_id, leaf"));

    private final DatabaseEngine engine;

    PostgresLogCopies(DatabaseEngine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<LogPiece> from(long first) {
        try (Connection connection = engine.dataSource(DatabaseRole.SEQUENCER).getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return cut(connection, first);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("a piece of the log", null, e);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
    }

    private static Optional<LogPiece> cut(Connection connection, long first) throws SQLException, IOException {
        Optional<CheckpointTables.Signed> signed = CheckpointTables.latest(connection);
        if (signed.isEmpty() || signed.get().size().value() <= first) {
            return Optional.empty();
        }
        long end = Math.min(signed.get().size().value(), first + MOST);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (SectionWriter sections = new SectionWriter(bytes)) {
            for (Map.Entry<String, String> table : COLUMNS.entrySet()) {
                String of = table.getKey().equals("intake") ? "id" : "intake_id";
                try (OutputStream section = sections.begin("table ledger." + table.getKey() + " "
                        + table.getValue().replace(" ", ""))) {
                    copy.copyOut(
                            "copy (select " + table.getValue() + " from ledger." + table.getKey() + " where " + of
                                    + " in (select intake_id from ledger.leaves where index >= " + first
                                    + " and index < " + end + ")) to stdout (format binary)",
                            section);
                }
            }
        }
        return Optional.of(new LogPiece(
                first, end, bytes.toByteArray(), signed.get().note().render()));
    }
}
