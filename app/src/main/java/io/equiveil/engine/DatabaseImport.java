package io.equiveil.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Fills an empty database with what a [DatabaseExport] wrote: the tables are made by the migrations of this program,
/// as far as they had come then; the rows go in within one transaction; then the remaining migrations run.
///
/// Keys may come from a later moment than the data: what was destroyed in between stays destroyed, what is gone since
/// does not come back.
public final class DatabaseImport {

    private final DatabaseEngine engine;
    private final List<String> rooms;
    private final ExportRule rule;

    /// @param rule by which the tables were divided
    public DatabaseImport(DatabaseEngine engine, List<String> rooms, ExportRule rule) {
        this.engine = engine;
        this.rooms = List.copyOf(rooms);
        this.rule = rule;
    }

    /// How far the schemas had come in what is about to be read.
    static SchemaVersions versions(SectionReader.Section structure) throws IOException {
        SortedMap<String, Integer> versions = new TreeMap<>();
        for (String line : text(structure.content()).lines().toList()) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[0].equals("schema")) {
                versions.put(words[1], Integer.parseInt(words[2]));
            }
        }
        return new SchemaVersions(versions);
    }

    /// Reads both streams to their ends.
    ///
    /// @return rows in all tables together
    /// @throws StartRefused if the backup is ahead of this program
    /// @throws IOException if what is read is not whole
    public long read(SectionReader data, SectionReader keys) throws SQLException, IOException {
        long rows = readAsItWas(data, keys);
        new Migrations(engine).run(rooms);
        return rows;
    }

    /// As above, but leaves the schemas as far as they had come, for the older program.
    public long readAsItWas(SectionReader data, SectionReader keys) throws SQLException, IOException {
        new Migrations(engine).runTo(rooms, versions(section(data, "structure")));
        try (Connection connection = engine.administrator().getConnection()) {
            connection.setAutoCommit(false);
            try {
                long rows = new TableFilling(connection, rooms, rule).fill(data, keys);
                connection.commit();
                return rows;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /// Takes everything out of the database again, for another attempt or for going back.
    public void empty() throws SQLException {
        try (Connection connection = engine.administrator().getConnection();
                Statement statement = connection.createStatement()) {
            for (String room : rooms) {
                statement.execute("drop schema if exists " + ExportTable.quoted(room) + " cascade");
            }
            statement.execute(
                    "do $$ begin execute format('comment on database %I is null', current_database()); end $$");
        }
    }

    static SectionReader.Section section(SectionReader reader, String name) throws IOException {
        return reader.next()
                .filter(section -> section.name().equals(name))
                .orElseThrow(() -> new IOException("the section " + name + " is missing"));
    }

    static String text(InputStream content) throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
}
