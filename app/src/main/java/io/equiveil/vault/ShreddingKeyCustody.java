package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Destroys data keys. What cannot be measured is promised by date only (`docs/spec/shredding.md`).
@Service
class ShreddingKeyCustody implements KeyCustody {

    private final JdbcClient jdbc;
    private final DataKeys dataKeys;
    private final DataKeyCache cache;
    private final Shredder shredder;
    private final KeyRotation rotation;
    private final Clock clock;
    private final Randomness randomness = new Randomness();
    private final Duration copiesKept;

    /// @param copiesKept how long copies that we cannot see may live: write-ahead log archives, replicas, snapshots
    ShreddingKeyCustody(
            JdbcClient jdbc,
            DataKeys dataKeys,
            DataKeyCache cache,
            Shredder shredder,
            KeyRotation rotation,
            Clock clock,
            @Value("${equiveil.vault.key-copies-kept:P30D}") Duration copiesKept) {
        this.jdbc = jdbc;
        this.dataKeys = dataKeys;
        this.cache = cache;
        this.shredder = shredder;
        this.rotation = rotation;
        this.clock = clock;
        this.copiesKept = copiesKept;
    }

    @Override
    public Optional<Instant> destroyKeyForever(Owner owner, RetentionGroup group) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a key is destroyed in the transaction that says why");
        }
        return dataKeys.forDestruction(owner, group).map(key -> {
            Instant closed = key.closedAt();
            if (closed == null) {
                closed = clock.instant();
                dataKeys.destroy(key.id(), closed);
            }
            cache.purge(owner, group);
            return closed;
        });
    }

    @Override
    public Sweep sweep() {
        return shredder.sweep();
    }

    @Override
    public int rotateKeyEncryptionKey() {
        return rotation.rotate();
    }

    @Override
    public void noteCopyOfKeys(Instant keptUntil) {
        Instant now = clock.instant();
        jdbc.sql("delete from vault.key_copies where kept_until < ?")
                .param(Timestamp.from(now))
                .update();
        jdbc.sql("insert into vault.key_copies (id, made_at, kept_until) values (?, ?, ?)")
                .params(randomness.uuid(), Timestamp.from(now), Timestamp.from(keptUntil))
                .update();
    }

    @Override
    public Destruction destruction(Owner owner, RetentionGroup group) {
        return jdbc.sql("select k.closed_at, k.unrecoverable_since, (select max(c.kept_until) from vault.key_copies c"
                        + " where c.made_at >= k.created_at and c.made_at <= k.closed_at) as copied_until"
                        + " from vault.data_keys k"
                        + " where k.owner_kind = ? and k.owner_id = ? and k.retention_group = ?"
                        + " and k.state = 'DESTROYED'")
                .params(DataKeys.kind(owner), owner.id(), group.name())
                .query((row, _) -> destruction(
                        row.getTimestamp("closed_at").toInstant(),
                        row.getTimestamp("unrecoverable_since"),
                        row.getTimestamp("copied_until")))
                .optional()
                .orElseGet(Destruction.NotDestroyed::new);
    }

    private Destruction destruction(
            Instant closedAt, @Nullable Timestamp unrecoverableSince, @Nullable Timestamp copiedUntil) {
        if (unrecoverableSince != null) {
            return new Destruction.Unrecoverable(closedAt, unrecoverableSince.toInstant());
        }
        Instant byPolicy = closedAt.plus(copiesKept);
        Instant byCopies = copiedUntil == null ? byPolicy : copiedUntil.toInstant();
        return new Destruction.Closed(closedAt, byCopies.isAfter(byPolicy) ? byCopies : byPolicy);
    }
}
