package io.equiveil.ledger;

import io.equiveil.kernel.Scope;
import java.util.UUID;

/// The text under which a scope's epoch is kept: `SUBJECT/550e8400-…`.
final class ScopeKey {

    private ScopeKey() {}

    static String of(Scope scope) {
        return scope.kind().name() + "/" + scope.id();
    }

    static Scope parse(String key) {
        int slash = key.indexOf('/');
        return new Scope(Scope.Kind.valueOf(key.substring(0, slash)), UUID.fromString(key.substring(slash + 1)));
    }
}
