package io.equiveil.vault;

import java.util.Base64;
import java.util.function.Function;

/// The passwords of the database's roles: derived from the root key at every start, stored nowhere.
public final class DatabasePasswords {

    private DatabasePasswords() {}

    /// The password for the name of a role.
    public static Function<String, char[]> of(RootKey rootKey) {
        return role -> Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(rootKey.derive("database-password/" + role, 32))
                .toCharArray();
    }
}
