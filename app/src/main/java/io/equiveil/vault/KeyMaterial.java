package io.equiveil.vault;

import java.util.Set;

/// Which columns a backup keeps apart, with the shortest life: wrapped keys, and the tokens of blind indexes. A key or
/// token that was destroyed is gone from every backup once these have aged out, however long the rest is kept.
public final class KeyMaterial {

    private static final String KEYS = "vault.data_keys";
    private static final Set<String> OF_KEYS =
            Set.of("state", "kek_version", "wrapped_sealed", "wrapped_traces", "closed_at", "unrecoverable_since");

    private KeyMaterial() {}

    /// Whether the whole table is key material.
    ///
    /// @param table `room.table`
    public static boolean isWhole(String table) {
        return table.equals("vault.key_encryption_keys");
    }

    /// Whether the column is.
    public static boolean isColumn(String table, String column) {
        return column.endsWith("_bidx") || table.equals(KEYS) && OF_KEYS.contains(column);
    }
}
