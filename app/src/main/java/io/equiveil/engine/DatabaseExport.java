package io.equiveil.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes the whole database as one snapshot shows it, while others go on working (`docs/spec/backup.md`).
///
/// Guarantees: every row of every table of the rooms, in two streams that belong to the same moment; nothing of a
/// table whose rows stay behind. It knows no table's meaning: what goes where says the [ExportRule].
public final class DatabaseExport implements AutoCloseable {

    private final Connection connection;
    private final List<String> rooms;
    private final ExportRule rule;
    private final SchemaVersions versions;
    private final List<ExportTable> tables;

    private DatabaseExport(Connection connection, List<String> rooms, ExportRule rule) throws SQLException {
        this.connection = connection;
        this.rooms = List.copyOf(rooms);
        this.rule = rule;
        this.versions = SchemaVersions.applied(connection);
        this.tables = ExportTable.of(connection, rooms);
    }

    /// What was written.
    ///
    /// @param rows in all tables together
    public record Written(int tables, long rows) {}

    /// Hears how far it has come.
    public interface Progress {
        void at(int done, int of);
    }

    /// Takes the snapshot. It is held until this is closed.
    ///
    /// @throws SQLException also when row security would hide rows from us: then nothing is written
    public static DatabaseExport of(DatabaseEngine engine, List<String> rooms, ExportRule rule) throws SQLException {
        Connection connection = engine.administrator().getConnection();
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                // A row that a policy hides from us shall be an error, never a gap.
                statement.execute("set local row_security = off");
            }
            return new DatabaseExport(connection, rooms, rule);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// How far the schemas had come.
    public SchemaVersions versions() {
        return versions;
    }

    /// Document files that the snapshot names, or whatever else a query of one uuid column gives.
    public List<UUID> ask(String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            List<UUID> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getObject(1, UUID.class));
            }
            return found;
        }
    }

    /// Writes the data's part and the keys' part, each with its structure first and its counts last.
    public Written write(SectionWriter data, SectionWriter keys, Progress progress) throws SQLException, IOException {
        byte[] structure = structure();
        data.write("structure", structure);
        keys.write("structure", structure);
        StringBuilder dataEnd = new StringBuilder();
        StringBuilder keysEnd = new StringBuilder();
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long rows = 0;
        int done = 0;
        for (ExportTable table : tables) {
            List<String> dataColumns = rule.isLeftBehind(table.name()) ? List.of() : table.dataColumns(rule);
            List<String> keyColumns = rule.isLeftBehind(table.name()) ? List.of() : table.keyColumns(rule);
            if (!dataColumns.isEmpty()) {
                long count = write(copy, table, dataColumns, data);
                dataEnd.append("rows ")
                        .append(table.name())
                        .append(' ')
                        .append(count)
                        .append('\n');
                rows += count;
            }
            if (!keyColumns.isEmpty()) {
                long count = write(copy, table, keyColumns, keys);
                keysEnd.append("rows ")
                        .append(table.name())
                        .append(' ')
                        .append(count)
                        .append('\n');
            }
            progress.at(++done, tables.size());
        }
        data.write("end", (dataEnd + sequences()).getBytes(StandardCharsets.UTF_8));
        keys.write("end", keysEnd.toString().getBytes(StandardCharsets.UTF_8));
        return new Written(tables.size(), rows);
    }

    private static long write(CopyManager copy, ExportTable table, List<String> columns, SectionWriter to)
            throws SQLException, IOException {
        try (OutputStream section = to.begin("table " + table.name() + " " + String.join(",", columns))) {
            return copy.copyOut(
                    "copy (select " + ExportTable.list(columns) + " from only " + table.quotedName()
                            + ") to stdout (format binary)",
                    section);
        }
    }

    private byte[] structure() {
        StringBuilder lines = new StringBuilder();
        versions.versions()
                .forEach((room, version) -> lines.append("schema ")
                        .append(room)
                        .append(' ')
                        .append(version)
                        .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Numbers that were given out and rolled back are never given out again. Read after the rows, so never too low.
    private String sequences() throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (PreparedStatement select =
                connection.prepareStatement("select schemaname || '.' || sequencename, last_value"
                        + " from pg_sequences where schemaname = any (?) and last_value is not null order by 1")) {
            select.setArray(1, connection.createArrayOf("text", rooms.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.append("sequence ")
                            .append(row.getString(1))
                            .append(' ')
                            .append(row.getLong(2))
                            .append('\n');
                }
            }
        }
        return lines.toString();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
