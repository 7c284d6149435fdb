package io.equiveil.backup;

import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseImport;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.RootKey;
import java.time.Instant;
import java.util.List;

/// Data as an earlier version left it: the tables of its time, and nothing migrated since.
public final class EarlierData {

    private EarlierData() {}

    /// Puts the newest generation into a database in place of what is there.
    public static void putBack(BackupFolder folder, DatabaseEngine engine, List<String> rooms, RootKey rootKey)
            throws Exception {
        BackupSeal seal = BackupSeal.of(rootKey);
        Instant moment = folder.generations().getFirst();
        try (BackupReader data = BackupReader.open(folder, seal, folder.data(moment), moment);
                BackupReader keys = BackupReader.open(folder, seal, folder.keys(moment), moment)) {
            DatabaseImport database = new DatabaseImport(engine, rooms, HouseExportRule.of(List.of()));
            database.empty();
            database.readAsItWas(data.sections(), keys.sections());
        }
    }
}
