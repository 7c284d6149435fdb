package io.equiveil.engine;

/// How the tables are divided among the sets of a backup. Tables are named `room.table`.
public interface ExportRule {

    /// Whether the whole table goes with the keys.
    boolean isKeyTable(String table);

    /// Whether this column goes with the keys, beside the table's primary key.
    boolean isKeyColumn(String table, String column);

    /// Whether the rows stay behind: what must not come back, such as sessions and codes.
    boolean isLeftBehind(String table);
}
