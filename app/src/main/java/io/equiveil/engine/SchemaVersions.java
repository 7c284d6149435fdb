package io.equiveil.engine;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// How far the schema of each room has come.
///
/// @param versions the highest step of each room, by room; rooms without tables are missing
public record SchemaVersions(SortedMap<String, Integer> versions) {

    private static final Pattern SCRIPT = Pattern.compile("V([0-9]{1,6})__.+\\.sql");

    public SchemaVersions {
        versions = new TreeMap<>(versions);
    }

    /// What a database has seen.
    static SchemaVersions applied(Connection connection) throws SQLException {
        SortedMap<String, Integer> applied = new TreeMap<>();
        for (String room : roomsWithHistory(connection)) {
            try (PreparedStatement select =
                            connection.prepareStatement("select coalesce(max(version::integer), 0) from " + '"' + room
                                    + '"' + ".flyway_schema_history where success and version is not null");
                    ResultSet row = select.executeQuery()) {
                if (row.next() && row.getInt(1) > 0) {
                    applied.put(room, row.getInt(1));
                }
            }
        }
        return new SchemaVersions(applied);
    }

    private static List<String> roomsWithHistory(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select n.nspname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relname = 'flyway_schema_history' order by 1");
                ResultSet rows = select.executeQuery()) {
            List<String> rooms = new ArrayList<>();
            while (rows.next()) {
                rooms.add(rows.getString(1));
            }
            return rooms;
        }
    }

    /// What this program can do.
    public static SchemaVersions known(List<String> rooms) throws IOException {
        var resolver = new PathMatchingResourcePatternResolver(SchemaVersions.class.getClassLoader());
        SortedMap<String, Integer> known = new TreeMap<>();
        for (String room : rooms) {
            for (Resource script : resolver.getResources("classpath*:db/migration/" + room + "/*.sql")) {
                Matcher name = SCRIPT.matcher(String.valueOf(script.getFilename()));
                if (name.matches()) {
                    known.merge(room, Integer.parseInt(name.group(1)), Math::max);
                }
            }
        }
        return new SchemaVersions(known);
    }

    /// A room in which this one has come further than the other, if there is one.
    public Optional<String> aheadOf(SchemaVersions other) {
        return versions.entrySet().stream()
                .filter(room -> other.versions.getOrDefault(room.getKey(), 0) < room.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
