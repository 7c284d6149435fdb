package io.equiveil.vault;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Rotates the key-encryption key while everything else goes on: only wrapped keys are touched, a few at a time.
@Component
class KeyRotation {

    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final DataKeys dataKeys;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeyRotation(JdbcClient jdbc, DataKeys dataKeys, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.dataKeys = dataKeys;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    int rotate() {
        int version = jdbc.sql("insert into vault.key_encryption_keys (version, created_at)"
                        + " select max(version) + 1, ? from vault.key_encryption_keys returning version")
                .param(Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
        int all = 0;
        Optional<UUID> last = Optional.of(new UUID(0, 0));
        while (last.isPresent()) {
            UUID after = last.get();
            DataKeys.Rewrapped some = java.util.Objects.requireNonNull(
                    transaction.execute(_ -> dataKeys.rewrap(version, after, AT_ONCE)));
            all += some.count();
            last = some.last();
        }
        return all;
    }
}
