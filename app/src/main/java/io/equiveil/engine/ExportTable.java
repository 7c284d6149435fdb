package io.equiveil.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A table as export and import see it.
///
/// @param name `room.table`
/// @param columns those with a value of their own, in order; computed ones are left out
/// @param nullable those that may be null
/// @param key the columns of the primary key
record ExportTable(String name, List<String> columns, Set<String> nullable, List<String> key) {

    /// All tables of these schemas, each after those that it refers to.
    static List<ExportTable> of(Connection connection, Collection<String> schemas) throws SQLException {
        Map<String, ExportTable> tables = new TreeMap<>();
        Map<String, Set<String>> refersTo = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select n.nspname || '.' || c.relname,"
                + " array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0"
                + " and not attisdropped and attgenerated = '' order by attnum),"
                + " array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0"
                + " and not attisdropped and not attnotnull),"
                + " array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                + " and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary order by a.attnum),"
                + " array(select fn.nspname || '.' || fc.relname from pg_constraint f"
                + " join pg_class fc on fc.oid = f.confrelid join pg_namespace fn on fn.oid = fc.relnamespace"
                + " where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid)"
                + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where c.relkind = 'r' and n.nspname = any (?) and c.relname <> 'flyway_schema_history'")) {
            select.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    tables.put(name, new ExportTable(name, list(row, 2), Set.copyOf(list(row, 3)), list(row, 4)));
                    refersTo.put(name, new LinkedHashSet<>(list(row, 5)));
                }
            }
        }
        return parentsFirst(tables, refersTo);
    }

    private static List<String> list(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static List<ExportTable> parentsFirst(Map<String, ExportTable> tables, Map<String, Set<String>> refersTo) {
        List<ExportTable> ordered = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < tables.size()) {
            int before = done.size();
            tables.forEach((name, table) -> {
                if (!done.contains(name) && done.containsAll(refersTo.getOrDefault(name, Set.of()))) {
                    done.add(name);
                    ordered.add(table);
                }
            });
            if (done.size() == before) {
                throw new IllegalStateException(
                        "tables refer to each other in a circle, so that none can be filled first:" + " "
                                + tables.keySet().stream()
                                        .filter(name -> !done.contains(name))
                                        .toList());
            }
        }
        return ordered;
    }

    /// The columns that go with the data.
    List<String> dataColumns(ExportRule rule) {
        return rule.isKeyTable(name)
                ? List.of()
                : columns.stream()
                        .filter(column -> !rule.isKeyColumn(name, column))
                        .toList();
    }

    /// The columns that go with the keys, the primary key among them; empty if none do.
    List<String> keyColumns(ExportRule rule) {
        if (rule.isKeyTable(name)) {
            return columns;
        }
        List<String> apart = columns.stream()
                .filter(column -> rule.isKeyColumn(name, column))
                .toList();
        if (apart.isEmpty()) {
            return List.of();
        }
        if (key.isEmpty() || apart.stream().anyMatch(key::contains)) {
            throw new IllegalStateException(name + " has key material but no primary key apart from it");
        }
        List<String> both = new ArrayList<>(key);
        both.addAll(apart);
        return both;
    }

    String quotedName() {
        return quotedTable(name);
    }

    static String quotedTable(String name) {
        int dot = name.indexOf('.');
        return quoted(name.substring(0, dot)) + '.' + quoted(name.substring(dot + 1));
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String list(List<String> columns) {
        return columns.stream().map(ExportTable::quoted).collect(Collectors.joining(", "));
    }
}
