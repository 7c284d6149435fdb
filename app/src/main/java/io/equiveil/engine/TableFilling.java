package io.equiveil.engine;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Fills the tables of one database within one transaction that the caller brings: keys first, which wait beside their
/// primary keys until the rest of their rows comes.
final class TableFilling {

    private final Connection connection;
    private final List<String> rooms;
    private final ExportRule rule;
    private final CopyManager copy;
    private final Map<String, ExportTable> tables;
    private final Map<String, Long> rows = new HashMap<>();
    private final Map<String, Waiting> waiting = new HashMap<>();

    TableFilling(Connection connection, List<String> rooms, ExportRule rule) throws SQLException {
        this.connection = connection;
        this.rooms = rooms;
        this.rule = rule;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        this.tables = ExportTable.of(connection, rooms).stream()
                .collect(Collectors.toMap(ExportTable::name, Function.identity()));
    }

    long fill(SectionReader data, SectionReader keys) throws SQLException, IOException {
        execute("set local row_security = off");
        Map<String, String> triggers = switchOffTriggers();
        // What migrations put in is part of the backup as well.
        execute("truncate "
                + tables.values().stream().map(ExportTable::quotedName).collect(Collectors.joining(", ")));
        DatabaseImport.section(keys, "structure");
        each(keys, this::stage);
        long all = each(data, this::take);
        switchOnTriggers(triggers);
        return all;
    }

    private interface Taking {
        long take(ExportTable table, List<String> columns, InputStream content) throws SQLException, IOException;
    }

    private long each(SectionReader reader, Taking taking) throws SQLException, IOException {
        rows.clear();
        long all = 0;
        while (true) {
            SectionReader.Section section =
                    reader.next().orElseThrow(() -> new IOException("the section end is missing"));
            if (section.name().equals("end")) {
                finish(DatabaseImport.text(section.content()));
                return all;
            }
            String[] words = section.name().split(" ");
            if (words.length != 3 || !words[0].equals("table")) {
                throw new IOException("a section that nobody knows");
            }
            ExportTable table = Optional.ofNullable(tables.get(words[1]))
                    .orElseThrow(() -> new IOException("the table " + words[1] + " does not exist"));
            List<String> columns = List.of(words[2].split(","));
            if (!table.columns().containsAll(columns)) {
                throw new IOException("columns of " + words[1] + " do not exist");
            }
            long count = taking.take(table, columns, section.content());
            rows.put(table.name(), count);
            all += count;
        }
    }

    /// Counts must agree, and numbers go on where they were.
    private void finish(String lines) throws SQLException, IOException {
        for (String line : lines.lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "rows" -> {
                    if (!Long.valueOf(words[2]).equals(rows.get(words[1]))) {
                        throw new IOException("rows of " + words[1] + " are missing");
                    }
                }
                case "sequence" -> {
                    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?)")) {
                        set.setString(1, ExportTable.quotedTable(words[1]));
                        set.setLong(2, Long.parseLong(words[2]));
                        set.execute();
                    }
                }
                default -> throw new IOException("a line that nobody knows");
            }
        }
    }

    /// Keys come first. Whole tables go straight in; columns wait beside their primary key until the rest comes.
    private long stage(ExportTable table, List<String> columns, InputStream content) throws SQLException, IOException {
        if (rule.isKeyTable(table.name())) {
            return copyIn(table.quotedName(), columns, content);
        }
        String name = "keys_" + waiting.size();
        execute("create temporary table " + name + " on commit drop as select " + ExportTable.list(columns) + " from "
                + table.quotedName() + " with no data");
        long count = copyIn(name, columns, content);
        execute("create index on " + name + " (" + ExportTable.list(table.key()) + ")");
        waiting.put(
                table.name(),
                new Waiting(
                        name,
                        columns.stream()
                                .filter(column -> !table.key().contains(column))
                                .toList()));
        return count;
    }

    /// Columns that wait for the rest of their rows.
    private record Waiting(String name, List<String> columns) {}

    private long take(ExportTable table, List<String> columns, InputStream content) throws SQLException, IOException {
        Waiting apart = waiting.get(table.name());
        if (apart == null) {
            return copyIn(table.quotedName(), columns, content);
        }
        execute("create temporary table rest on commit drop as select " + ExportTable.list(columns) + " from "
                + table.quotedName() + " with no data");
        long count = copyIn("rest", columns, content);
        // A row that has lost its token since stays without it if it can; else it is gone like the token.
        String join = table.nullable().containsAll(apart.columns()) ? " left join " : " join ";
        execute("insert into " + table.quotedName() + " (" + ExportTable.list(columns) + ", "
                + ExportTable.list(apart.columns()) + ") overriding system value select " + of("r", columns) + ", "
                + of("k", apart.columns()) + " from rest r" + join + apart.name() + " k using ("
                + ExportTable.list(table.key()) + ")");
        execute("drop table rest");
        return count;
    }

    private static String of(String alias, List<String> columns) {
        return columns.stream()
                .map(column -> alias + "." + ExportTable.quoted(column))
                .collect(Collectors.joining(", "));
    }

    private long copyIn(String into, List<String> columns, InputStream content) throws SQLException, IOException {
        return copy.copyIn("copy " + into + " (" + ExportTable.list(columns) + ") from stdin (format binary)", content);
    }

    /// Traps hold for everybody, so they are taken down for this one transaction, and put up again as they were.
    private Map<String, String> switchOffTriggers() throws SQLException {
        Map<String, String> triggers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select n.nspname || '.' || c.relname, t.tgname,"
                + " t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " where not t.tgisinternal and n.nspname = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", rooms.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String state = switch (row.getString(3)) {
                        case "A" -> "enable always";
                        case "R" -> "enable replica";
                        case "D" -> "disable";
                        default -> "enable";
                    };
                    String table = "alter table " + ExportTable.quotedTable(row.getString(1)) + " ";
                    String trigger = " trigger " + ExportTable.quoted(row.getString(2));
                    triggers.put(table + "disable" + trigger, table + state + trigger);
                }
            }
        }
        for (String off : triggers.keySet()) {
            execute(off);
        }
        return triggers;
    }

    private void switchOnTriggers(Map<String, String> triggers) throws SQLException {
        // Deferred checks of references must be done before a table can be altered.
        execute("set constraints all immediate");
        for (String on : triggers.values()) {
            execute(on);
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
