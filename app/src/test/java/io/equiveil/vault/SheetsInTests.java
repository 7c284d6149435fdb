package io.equiveil.vault;

import java.util.List;

/// Sheets of a root key that a test has made.
public final class SheetsInTests {

    private SheetsInTests() {}

    public static List<RecoverySheet> make(RootKey key, int needed, int count) {
        return new RecoverySheets(key).make(needed, count);
    }
}
