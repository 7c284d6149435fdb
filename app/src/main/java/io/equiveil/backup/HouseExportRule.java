package io.equiveil.backup;

import io.equiveil.engine.ExportRule;
import io.equiveil.engine.LeftBehind;
import io.equiveil.vault.KeyMaterial;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Keys and tokens apart, as the vault says; sessions and codes not at all, as their rooms say.
///
/// @param leftBehind `room.table`
record HouseExportRule(Set<String> leftBehind) implements ExportRule {

    static HouseExportRule of(Collection<LeftBehind> tables) {
        return new HouseExportRule(tables.stream().map(LeftBehind::table).collect(Collectors.toSet()));
    }

    @Override
    public boolean isKeyTable(String table) {
        return KeyMaterial.isWhole(table);
    }

    @Override
    public boolean isKeyColumn(String table, String column) {
        return KeyMaterial.isColumn(table, column);
    }

    @Override
    public boolean isLeftBehind(String table) {
        return leftBehind.contains(table);
    }
}
