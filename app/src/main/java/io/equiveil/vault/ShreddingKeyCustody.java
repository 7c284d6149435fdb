package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.vault.spi.KeyCopies;
import io.equiveil.vault.spi.Tombstone;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
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
    private final ObjectProvider<KeyCopies> copies;
    private final Duration copiesKept;

    /// @param copies who keeps backups, and so the notes that outlive the database
    /// @param copiesKept how long copies that we cannot see may live: write-ahead log archives, replicas, snapshots
    ShreddingKeyCustody(
            JdbcClient jdbc,
            DataKeys dataKeys,
            DataKeyCache cache,
            Shredder shredder,
            KeyRotation rotation,
            Clock clock,
            ObjectProvider<KeyCopies> copies,
            @Value("${equiveil.vault.key-copies-kept:P30D}") Duration copiesKept) {
        this.jdbc = jdbc;
        this.dataKeys = dataKeys;
        this.cache = cache;
        this.shredder = shredder;
        this.rotation = rotation;
        this.clock = clock;
        this.copies = copies;
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
            noteAfterCommit(new Tombstone(key.id(), createdAt(key.id()), closed));
            return closed;
        });
    }

    private Instant createdAt(UUID key) {
        return jdbc.sql("select created_at from vault.data_keys where id = ?")
                .param(key)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /// Not before: a note about a destruction that was rolled back would destroy a living key at the next restore.
    private void noteAfterCommit(Tombstone tombstone) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                copies.forEach(keeper -> keeper.isNoted(tombstone));
            }
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
    public UUID beginCopyOfKeys(Instant keptUntil) {
        Instant now = clock.instant();
        jdbc.sql("delete from vault.key_copies where kept_until < ?")
                .param(Timestamp.from(now))
                .update();
        UUID copy = randomness.uuid();
        jdbc.sql("insert into vault.key_copies (id, began_at, kept_until) values (?, ?, ?)")
                .params(copy, Timestamp.from(now), Timestamp.from(keptUntil))
                .update();
        return copy;
    }

    @Override
    public void endCopyOfKeys(UUID copy) {
        jdbc.sql("update vault.key_copies set made_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), copy)
                .update();
    }

    @Override
    public void copyOfKeysIsGone(UUID copy) {
        jdbc.sql("delete from vault.key_copies where id = ?").param(copy).update();
    }

    @Override
    public List<Tombstone> tombstones() {
        return jdbc.sql("select id, created_at, closed_at from vault.data_keys where state = 'DESTROYED' order by id")
                .query((row, _) -> new Tombstone(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("closed_at").toInstant()))
                .list();
    }

    @Override
    public boolean isAlive(Owner owner, RetentionGroup group) {
        return jdbc.sql("select exists (select from vault.data_keys where owner_kind = ? and owner_id = ?"
                        + " and retention_group = ? and state = 'ACTIVE')")
                .params(DataKeys.kind(owner), owner.id(), group.name())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Destruction destruction(Owner owner, RetentionGroup group) {
        return jdbc.sql("select k.id, k.created_at, k.closed_at, k.unrecoverable_since,"
                        + " (select max(c.kept_until) from vault.key_copies c"
                        + " where coalesce(c.made_at, 'infinity') >= k.created_at and c.began_at <= k.closed_at)"
                        + " as copied_until from vault.data_keys k"
                        + " where k.owner_kind = ? and k.owner_id = ? and k.retention_group = ?"
                        + " and k.state = 'DESTROYED'")
                .params(DataKeys.kind(owner), owner.id(), group.name())
                .query((row, _) -> destruction(
                        new Tombstone(
                                row.getObject("id", UUID.class),
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("closed_at").toInstant()),
                        row.getTimestamp("unrecoverable_since"),
                        row.getTimestamp("copied_until")))
                .optional()
                .orElseGet(Destruction.NotDestroyed::new);
    }

    private Destruction destruction(
            Tombstone tombstone, @Nullable Timestamp unrecoverableSince, @Nullable Timestamp copiedUntil) {
        Instant closedAt = tombstone.closedAt();
        if (copies.stream().anyMatch(keeper -> !keeper.isNoted(tombstone))) {
            return new Destruction.Unnoted(closedAt);
        }
        if (unrecoverableSince != null) {
            return new Destruction.Unrecoverable(closedAt, unrecoverableSince.toInstant());
        }
        Instant byPolicy = closedAt.plus(copiesKept);
        Instant byCopies = copiedUntil == null ? byPolicy : copiedUntil.toInstant();
        return new Destruction.Closed(closedAt, byCopies.isAfter(byPolicy) ? byCopies : byPolicy);
    }
}
