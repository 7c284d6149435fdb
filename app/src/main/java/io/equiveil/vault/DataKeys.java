package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of data keys. A key is made on first need, in a transaction of its own: whatever becomes of the caller's,
/// nothing is ever sealed under a key that was rolled back, and no two callers wait for each other to make one.
@Component
class DataKeys {

    private final JdbcClient jdbc;
    private final JdbcClient apart;
    private final KeyWrapping wrapping;
    private final Clock clock;
    private final Randomness randomness = new Randomness();

    DataKeys(JdbcClient jdbc, @Qualifier("keys") DataSource keys, KeyWrapping wrapping, Clock clock) {
        this.jdbc = jdbc;
        this.apart = JdbcClient.create(keys);
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /// The key of a group for sealing, made if there is none. Its row is locked against destruction until the caller's
    /// transaction ends.
    StoredKey forSealing(Owner owner, RetentionGroup group) {
        return held(owner, group).orElseGet(() -> {
            make(owner, group);
            return held(owner, group)
                    .orElseThrow(() -> new IllegalStateException(
                            "a data key made just now is not visible: the transaction reads an old snapshot"));
        });
    }

    private Optional<StoredKey> held(Owner owner, RetentionGroup group) {
        return find(jdbc, owner, group, " for key share");
    }

    /// The key of a group as it stands committed, read apart from the caller's transaction; made if there is none.
    StoredKey committedOrNew(Owner owner, RetentionGroup group) {
        return committed(owner, group).orElseGet(() -> {
            make(owner, group);
            return committed(owner, group).orElseThrow();
        });
    }

    Optional<StoredKey> committed(Owner owner, RetentionGroup group) {
        return find(apart, owner, group, "");
    }

    /// The key of a group, locked by the caller's transaction against every use that needs it to live on.
    Optional<StoredKey> forDestruction(Owner owner, RetentionGroup group) {
        return find(jdbc, owner, group, " for update");
    }

    private static Optional<StoredKey> find(JdbcClient jdbc, Owner owner, RetentionGroup group, String lock) {
        return jdbc.sql("select id, closed_at, wrapped_sealed from vault.data_keys"
                        + " where owner_kind = ? and owner_id = ? and retention_group = ?" + lock)
                .params(kind(owner), owner.id(), group.name())
                .query((row, _) -> read(row, owner, group))
                .optional();
    }

    /// Reads `id`, `closed_at` and `wrapped_sealed` of a row.
    static StoredKey read(ResultSet row, Owner owner, RetentionGroup group) throws SQLException {
        @Nullable Timestamp closed = row.getTimestamp("closed_at");
        return new StoredKey(
                row.getObject("id", UUID.class),
                owner,
                group,
                closed == null ? null : closed.toInstant(),
                row.getBytes("wrapped_sealed"));
    }

    private void make(Owner owner, RetentionGroup group) {
        UUID id = randomness.uuid();
        int version = apart.sql("select max(version) from vault.key_encryption_keys")
                .query(Integer.class)
                .single();
        byte[] secret = wrapping.freshSecret();
        byte[] wrapped = wrapping.wrap(secret, version, id, owner, group);
        Arrays.fill(secret, (byte) 0);
        apart.sql("insert into vault.data_keys (id, owner_kind, owner_id, retention_group, state, kek_version,"
                        + " wrapped_sealed, wrapped_digests, created_at)"
                        + " values (?, ?, ?, ?, 'ACTIVE', ?, ?, array[sha256(?)], ?) on conflict do nothing")
                .params(id, kind(owner), owner.id(), group.name(), version, wrapped, wrapped, now())
                .update();
    }

    /// Overwrites the wrapped key in the caller's transaction.
    void destroy(UUID id, Instant at) {
        jdbc.sql("update vault.data_keys set state = 'DESTROYED', closed_at = ?, wrapped_sealed = null where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    static String kind(Owner owner) {
        return switch (owner) {
            case Owner.OfSubject _ -> "SUBJECT";
            case Owner.OfMatter _ -> "MATTER";
        };
    }
}
