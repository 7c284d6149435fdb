package io.equiveil.vault;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The house's own secrets that must last, such as signing keys: made once, sealed, kept in the database.
@Component
class InternalValues {

    private static final String DOMAIN = "internal value";

    private final JdbcClient jdbc;
    private final HouseSeal seal;
    private final Clock clock;

    InternalValues(JdbcClient jdbc, HouseSeal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /// The value of a name, made if there is none. When several nodes start at once, all get the same one.
    ///
    /// @throws IllegalStateException if what is stored was altered
    byte[] keptOrMade(String name, Supplier<byte[]> maker) {
        Optional<byte[]> kept = find(name);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] sealed = seal.seal(DOMAIN, place(name), maker.get());
        jdbc.sql("insert into vault.internal (name, content_sealed, created_at) values (?, ?, ?)"
                        + " on conflict do nothing")
                .params(name, sealed, Timestamp.from(clock.instant()))
                .update();
        return find(name).orElseThrow();
    }

    private Optional<byte[]> find(String name) {
        return jdbc.sql("select content_sealed from vault.internal where name = ?")
                .param(name)
                .query((row, _) -> row.getBytes(1))
                .optional()
                .map(bytes -> open(seal, name, bytes)
                        .orElseThrow(() -> new IllegalStateException("vault.internal " + name + " was altered")));
    }

    static Optional<byte[]> open(HouseSeal seal, String name, byte[] sealed) {
        return seal.open(DOMAIN, place(name), sealed);
    }

    private static byte[] place(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
