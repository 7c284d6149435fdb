package io.equiveil.vault;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of data keys. A key is made on first need, in a transaction of its own: whatever becomes of the caller's,
/// nothing is ever sealed under a key that was rolled back, and no two callers wait for each other to make one.
@Component
class DataKeys {

    private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);

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
        return committed(owner, group)
                .or(() -> make(owner, group))
                .or(() -> committed(owner, group))
                .orElseThrow();
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

    /// Reads a whole row: as above, `owner_kind`, `owner_id` and `retention_group`.
    static StoredKey read(ResultSet row) throws SQLException {
        return read(
                row,
                owner(row.getString("owner_kind"), row.getObject("owner_id", UUID.class)),
                RetentionGroup.valueOf(row.getString("retention_group")));
    }

    /// @return empty if somebody else made it at the same time
    private Optional<StoredKey> make(Owner owner, RetentionGroup group) {
        UUID id = randomness.uuid();
        int version = apart.sql("select max(version) from vault.key_encryption_keys")
                .query(Integer.class)
                .single();
        byte[] secret = wrapping.freshSecret();
        byte[] wrapped = wrapping.wrap(secret, version, id, owner, group);
        Arrays.fill(secret, (byte) 0);
        int made = apart.sql(
                        "insert into vault.data_keys (id, owner_kind, owner_id, retention_group, state, kek_version,"
                                + " wrapped_sealed, wrapped_traces, created_at)"
                                + " values (?, ?, ?, ?, 'ACTIVE', ?, ?, array[?], ?) on conflict do nothing")
                .params(
                        id,
                        kind(owner),
                        owner.id(),
                        group.name(),
                        version,
                        wrapped,
                        KeyTraces.ofWrapped(wrapped),
                        now())
                .update();
        return made == 1 ? Optional.of(new StoredKey(id, owner, group, null, wrapped)) : Optional.empty();
    }

    /// Overwrites the wrapped key in the caller's transaction.
    void destroy(UUID id, Instant at) {
        jdbc.sql("update vault.data_keys set state = 'DESTROYED', closed_at = ?, wrapped_sealed = null where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    /// Wraps keys again that are under another version of the key-encryption key. The keys themselves and all that is
    /// sealed under them stay as they are.
    ///
    /// @param most how many, so that no transaction grows long
    Rewrapped rewrap(int version, UUID after, int most) {
        List<StoredKey> old = jdbc.sql("select id, owner_kind, owner_id, retention_group, closed_at, wrapped_sealed"
                        + " from vault.data_keys where state = 'ACTIVE' and kek_version <> ? and id > ?"
                        + " order by id limit ? for no key update")
                .params(version, after, most)
                .query((row, _) -> read(row))
                .list();
        int done = 0;
        for (StoredKey key : old) {
            done += rewrap(key, version) ? 1 : 0;
        }
        return new Rewrapped(
                done,
                old.isEmpty() ? Optional.empty() : Optional.of(old.getLast().id()));
    }

    /// How far a rotation has come.
    ///
    /// @param last empty at the end
    record Rewrapped(int count, Optional<UUID> last) {}

    private boolean rewrap(StoredKey key, int version) {
        byte[] before = java.util.Objects.requireNonNull(key.wrapped());
        byte[] secret = wrapping.unwrap(before, key.id(), key.owner(), key.group());
        if (secret == null) {
            LOG.error("the wrapped data key {} was altered and stays as it is", key.id());
            return false;
        }
        byte[] wrapped = wrapping.wrap(secret, version, key.id(), key.owner(), key.group());
        Arrays.fill(secret, (byte) 0);
        jdbc.sql("update vault.data_keys set kek_version = ?, wrapped_sealed = ?,"
                        + " wrapped_traces = wrapped_traces || ? where id = ?")
                .params(version, wrapped, KeyTraces.ofWrapped(wrapped), key.id())
                .update();
        return true;
    }

    private static Owner owner(String kind, UUID id) {
        return kind.equals("SUBJECT") ? Owner.of(new SubjectId(id)) : Owner.of(new MatterId(id));
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
