package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals by envelope encryption: a group of fields under its owner's data key, a document under a key of its
/// own that is sealed like a group.
@Service
class EnvelopeSealer implements Sealer {

    private static final int ATTEMPTS = 8;

    private final JdbcClient jdbc;
    private final DataKeys dataKeys;
    private final DataKeyCache cache;
    private final SealedGroups groups;
    private final DocumentFiles files;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EnvelopeSealer(
            JdbcClient jdbc,
            DataKeys dataKeys,
            DataKeyCache cache,
            SealedGroups groups,
            DocumentFiles files,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.dataKeys = dataKeys;
        this.cache = cache;
        this.groups = groups;
        this.files = files;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public void seal(Address address, Map<String, Cleartext> fields, Map<String, Cleartext> masks) {
        requireTransaction();
        if (!fields.keySet().equals(masks.keySet())) {
            throw new IllegalArgumentException("each field needs its mask: " + fields.keySet() + ", " + masks.keySet());
        }
        StoredKey row = livingKey(address);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long version = versionAt("vault.sealed_values", address) + 1;
            byte[] place = SealedGroups.place(address, version);
            byte[][] sealed = withKey(row, key -> new byte[][] {
                groups.seal(key, SealedGroups.Part.VALUE, place, FieldDirectory.encode(fields)),
                groups.seal(key, SealedGroups.Part.MASK, place, FieldDirectory.encode(masks))
            });
            if (put(address, row.id(), version, sealed[0], sealed[1])) {
                return;
            }
        }
        throw new IllegalStateException("too many others seal the same record at the same time");
    }

    private boolean put(Address address, UUID key, long version, byte[] value, byte[] mask) {
        return jdbc.sql("insert into vault.sealed_values as s"
                                + " (record_type, row_id, class, key_id, version, value_sealed, mask_sealed)"
                                + " values (?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (row_id, record_type, class) do update set key_id = excluded.key_id,"
                                + " version = excluded.version, value_sealed = excluded.value_sealed,"
                                + " mask_sealed = excluded.mask_sealed where s.version = excluded.version - 1")
                        .params(
                                address.record().name(),
                                address.row(),
                                address.informationClass().name(),
                                key,
                                version,
                                value,
                                mask)
                        .update()
                == 1;
    }

    @Override
    public void remove(Address address) {
        requireTransaction();
        jdbc.sql("delete from vault.sealed_values s using vault.data_keys k where k.id = s.key_id" + AT)
                .params(at(address))
                .update();
        jdbc.sql("delete from vault.documents s using vault.data_keys k where k.id = s.key_id" + AT
                        + " returning s.file")
                .params(at(address))
                .query(UUID.class)
                .optional()
                .ifPresent(file -> afterCommit(() -> files.delete(file)));
    }

    @Override
    public boolean holds(Address address) {
        return jdbc.sql("select exists (select from vault.sealed_values s join vault.data_keys k on k.id = s.key_id"
                        + " where k.state = 'ACTIVE'" + AT + ") or exists (select from vault.documents s"
                        + " join vault.data_keys k on k.id = s.key_id where k.state = 'ACTIVE'" + AT + ")")
                .params(at(address))
                .params(at(address))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Set<Address> held(Collection<Address> addresses) {
        Set<Address> held = new HashSet<>();
        if (!addresses.isEmpty()) {
            Map<List<Object>, Address> wanted = new HashMap<>();
            addresses.forEach(address -> wanted.put(at(address), address));
            String columns = "select s.row_id, s.record_type, s.class, k.owner_kind, k.owner_id, k.retention_group";
            jdbc.sql(columns + " from vault.sealed_values s join vault.data_keys k on k.id = s.key_id"
                            + " where k.state = 'ACTIVE' and s.row_id = any (:rows) union " + columns
                            + " from vault.documents s join vault.data_keys k on k.id = s.key_id"
                            + " where k.state = 'ACTIVE' and s.row_id = any (:rows)")
                    .param(
                            "rows",
                            addresses.stream().map(Address::row).distinct().toArray(UUID[]::new))
                    .query(row -> {
                        Address found = wanted.get(List.of(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, UUID.class),
                                row.getString(6)));
                        if (found != null) {
                            held.add(found);
                        }
                    });
        }
        return held;
    }

    private static final String AT = " and s.row_id = ? and s.record_type = ? and s.class = ?"
            + " and k.owner_kind = ? and k.owner_id = ? and k.retention_group = ?";

    private static java.util.List<Object> at(Address address) {
        return java.util.List.of(
                address.row(),
                address.record().name(),
                address.informationClass().name(),
                DataKeys.kind(address.owner()),
                address.owner().id(),
                address.group().name());
    }

    @Override
    public StoredDocument sealDocument(Address address, InputStream content, long limit) throws IOException {
        byte[] fileKey = new byte[0];
        try (DocumentFiles.Draft draft = files.draft()) {
            fileKey = draft.fileKey();
            SealedStream.Written written = draft.write(content, limit);
            draft.keep();
            byte[] secret = fileKey;
            transaction.executeWithoutResult(_ -> {
                afterRollback(() -> files.delete(draft.file()));
                enter(address, draft.file(), secret, written);
            });
            return new StoredDocument(address, written.hashHex(), written.chunks());
        } finally {
            Arrays.fill(fileKey, (byte) 0);
        }
    }

    @Override
    public Optional<String> storedHash(Address address) {
        return jdbc.sql("select s.file from vault.documents s join vault.data_keys k on k.id = s.key_id where true"
                        + AT)
                .params(at(address))
                .query(UUID.class)
                .optional()
                .flatMap(files::hashOf);
    }

    private void enter(Address address, UUID file, byte[] fileKey, SealedStream.Written written) {
        StoredKey row = livingKey(address);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<UUID> before = jdbc.sql("select file from vault.documents"
                            + " where row_id = ? and record_type = ? and class = ? for update")
                    .params(
                            address.row(),
                            address.record().name(),
                            address.informationClass().name())
                    .query(UUID.class)
                    .optional();
            long version = versionAt("vault.documents", address) + 1;
            byte[] place = SealedGroups.place(address, version, Canonical.bytesOf(file));
            byte[] sealed = withKey(
                    row,
                    key -> groups.seal(
                            key,
                            SealedGroups.Part.FILE_KEY,
                            place,
                            ByteBuffer.allocate(fileKey.length + 8)
                                    .put(fileKey)
                                    .putLong(written.length())
                                    .array()));
            int entered = jdbc.sql(
                            "insert into vault.documents as d (record_type, row_id, class, key_id, version, file,"
                                    + " file_key_sealed, chunks, ciphertext_hash, created_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                    + " on conflict (row_id, record_type, class) do update set key_id = excluded.key_id,"
                                    + " version = excluded.version, file = excluded.file,"
                                    + " file_key_sealed = excluded.file_key_sealed, chunks = excluded.chunks,"
                                    + " ciphertext_hash = excluded.ciphertext_hash, created_at = excluded.created_at"
                                    + " where d.version = excluded.version - 1")
                    .params(
                            address.record().name(),
                            address.row(),
                            address.informationClass().name(),
                            row.id(),
                            version,
                            file,
                            sealed,
                            written.chunks(),
                            written.hash(),
                            Timestamp.from(clock.instant()))
                    .update();
            if (entered == 1) {
                before.ifPresent(old -> afterCommit(() -> files.delete(old)));
                return;
            }
        }
        throw new IllegalStateException("too many others store the same document at the same time");
    }

    private StoredKey livingKey(Address address) {
        StoredKey row = dataKeys.forSealing(address.owner(), address.group());
        if (row.isDestroyed()) {
            throw new KeyDestroyed(address.owner(), address.group());
        }
        return row;
    }

    private <T> T withKey(StoredKey row, java.util.function.Function<DataKey, T> use) {
        return cache.use(row, use)
                .orElseThrow(() -> new IllegalStateException("the wrapped data key " + row.id() + " was altered"));
    }

    /// The version that stands there, 0 if nothing does.
    ///
    /// @throws IllegalStateException if a value of another owner or retention group stands there: it would be lost
    private long versionAt(String table, Address address) {
        return jdbc.sql("select s.version, k.owner_kind = ? and k.owner_id = ? and k.retention_group = ? as own from "
                        + table + " s join vault.data_keys k on k.id = s.key_id"
                        + " where s.row_id = ? and s.record_type = ? and s.class = ?")
                .params(
                        DataKeys.kind(address.owner()),
                        address.owner().id(),
                        address.group().name(),
                        address.row(),
                        address.record().name(),
                        address.informationClass().name())
                .query((row, _) -> {
                    if (!row.getBoolean("own")) {
                        throw new IllegalStateException("another value is sealed in the place of a " + address.record()
                                + " of class " + address.informationClass());
                    }
                    return row.getLong("version");
                })
                .optional()
                .orElse(0L);
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("sealing belongs into the transaction that keeps the record");
        }
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private static void afterRollback(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    action.run();
                }
            }
        });
    }
}
