package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LogReplay;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.vault.spi.Tombstone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The vault of a restored database before any door is open: applies what was destroyed since, and tries whether what
/// is sealed would open. It gives no value out; what it opens it wipes at once.
public final class VaultAtRest {

    private static final String KEY =
            "k.id, k.owner_kind, k.owner_id, k.retention_group, k.closed_at, k.wrapped_sealed";

    private static final String VALUE = "(select s.row_id, s.record_type, s.class, s.version, s.value_sealed as sealed,"
            + " null::uuid as file, " + KEY + " from vault.sealed_values s join vault.data_keys k on k.id = s.key_id"
            + " where s.row_id %s ? order by s.row_id limit ?)";

    private static final String FILE_KEY = "(select s.row_id, s.record_type, s.class, s.version,"
            + " s.file_key_sealed as sealed, s.file, " + KEY + " from vault.documents s join vault.data_keys k"
            + " on k.id = s.key_id where s.row_id %s ? order by s.row_id limit ?)";

    private static final String SOME_VALUES = VALUE.formatted(">=") + " union all " + VALUE.formatted("<") + " limit ?";

    private static final String SOME_FILE_KEYS =
            FILE_KEY.formatted(">=") + " union all " + FILE_KEY.formatted("<") + " limit ?";

    private final DataSource administrator;
    private final JdbcClient jdbc;
    private final HouseSeal houseSeal;
    private final KeyWrapping wrapping;
    private final SealedGroups groups = new SealedGroups();

    /// @param administrator connections that may read and change all of the vault's tables
    public VaultAtRest(RootKey rootKey, DataSource administrator) {
        HouseKeys keys = new HouseKeys(rootKey);
        this.administrator = administrator;
        this.jdbc = JdbcClient.create(administrator);
        this.houseSeal = new HouseSeal(keys);
        this.wrapping = new KeyWrapping(keys);
    }

    /// Brings the log up to date; what entries raised stands in their firm's parts, which it opens for that.
    public LogReplay logReplay() {
        return new LogReplay(administrator, new FirmPartsOnly(houseSeal));
    }

    /// The log's public key, 32 bytes.
    ///
    /// @throws IllegalStateException if there is none in this database, or it was altered
    public byte[] ledgerPublicKey() {
        return SealedLedgerKeys.publicKey(jdbc.sql("select content_sealed from vault.internal where name = ?")
                .param(SealedLedgerKeys.NAME)
                .query((row, _) -> row.getBytes(1))
                .optional()
                .flatMap(bytes -> InternalValues.open(houseSeal, SealedLedgerKeys.NAME, bytes))
                .orElseThrow(() -> new IllegalStateException("the log has no key")));
    }

    /// Destroys keys that were destroyed after the copy was made. Repeating it is harmless.
    ///
    /// @return how many of them the copy still had
    public int apply(List<Tombstone> tombstones) {
        int applied = 0;
        for (Tombstone tombstone : tombstones) {
            applied += jdbc.sql("update vault.data_keys set state = 'DESTROYED', closed_at = ?, wrapped_sealed = null"
                            + " where id = ? and state <> 'DESTROYED'")
                    .params(Timestamp.from(tombstone.closedAt()), tombstone.key())
                    .update();
        }
        return applied;
    }

    /// What came of trying a sample.
    ///
    /// @param opened values and file keys that would open
    /// @param closed those whose key was destroyed, as it should be
    /// @param broken those that do not open although their key is there
    public record Tried(int opened, int closed, int broken) {

        Tried plus(Tried other) {
            return new Tried(opened + other.opened, closed + other.closed, broken + other.broken);
        }

        /// Whether everything is as it should be.
        public boolean isSound() {
            return broken == 0;
        }
    }

    /// Tries a sample of sealed values and of documents' file keys, from a random place on.
    ///
    /// @param most of each kind
    public Tried trySample(int most) {
        UUID start = new Randomness().uuid();
        Tried values = jdbc
                .sql(SOME_VALUES)
                .params(start, most, start, most, most)
                .query((row, _) -> tried(row, SealedGroups.Part.VALUE))
                .list()
                .stream()
                .reduce(new Tried(0, 0, 0), Tried::plus);
        return jdbc
                .sql(SOME_FILE_KEYS)
                .params(start, most, start, most, most)
                .query((row, _) -> tried(row, SealedGroups.Part.FILE_KEY))
                .list()
                .stream()
                .reduce(values, Tried::plus);
    }

    private Tried tried(ResultSet row, SealedGroups.Part part) throws SQLException {
        StoredKey stored = DataKeys.read(row);
        byte[] wrapped = stored.wrapped();
        if (stored.isDestroyed() || wrapped == null) {
            return new Tried(0, 1, 0);
        }
        byte[] secret = wrapping.unwrap(wrapped, stored.id(), stored.owner(), stored.group());
        if (secret == null) {
            return new Tried(0, 0, 1);
        }
        DataKey key = new DataKey(stored.id(), secret);
        key.enter();
        try {
            byte[] value = groups.open(key, part, place(row, stored), row.getBytes("sealed"));
            if (value == null) {
                return new Tried(0, 0, 1);
            }
            Arrays.fill(value, (byte) 0);
            return new Tried(1, 0, 0);
        } finally {
            key.drop();
            key.leave();
        }
    }

    private static byte[] place(ResultSet row, StoredKey stored) throws SQLException {
        Address address = new Address(
                stored.owner(),
                stored.group(),
                new RecordType(row.getString("record_type")),
                row.getObject("row_id", UUID.class),
                InformationClass.valueOf(row.getString("class")));
        @Nullable UUID file = row.getObject("file", UUID.class);
        long version = row.getLong("version");
        return file == null
                ? SealedGroups.place(address, version)
                : SealedGroups.place(address, version, Canonical.bytesOf(file));
    }

    /// An encrypted document of a restored database.
    ///
    /// @param hash SHA-256 of the file as it was stored
    public record DocumentFile(UUID file, byte[] hash) {

        /// Where it lies below a folder of documents.
        public Path below(Path folder) {
            return folder.resolve(file.toString().substring(0, 2)).resolve(file.toString());
        }

        /// Whether a file is there and is the one that was stored.
        public boolean isWhole(Path there) {
            try (InputStream in = Files.newInputStream(there)) {
                MessageDigest digest = SealedStream.sha256();
                byte[] chunk = new byte[SealedStream.CHUNK];
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    digest.update(chunk, 0, count);
                }
                return MessageDigest.isEqual(digest.digest(), hash);
            } catch (IOException e) {
                return false;
            }
        }
    }

    /// All documents that have a living key.
    public List<DocumentFile> documents() {
        return jdbc.sql("select d.file, d.ciphertext_hash from vault.documents d join vault.data_keys k"
                        + " on k.id = d.key_id where k.state = 'ACTIVE' order by d.file")
                .query((row, _) -> new DocumentFile(row.getObject(1, UUID.class), row.getBytes(2)))
                .list();
    }

    private record FirmPartsOnly(HouseSeal seal) implements EntrySealer {

        @Override
        public byte[] sealForFirm(byte[] place, byte[] part) {
            throw new UnsupportedOperationException("nothing is recorded while restoring");
        }

        @Override
        public byte[] sealForSubject(SubjectId subject, byte[] place, byte[] part) {
            throw new UnsupportedOperationException("nothing is recorded while restoring");
        }

        @Override
        public Optional<byte[]> openForFirm(byte[] place, byte[] sealed) {
            return seal.open(SealedEntryParts.FIRM, place, sealed);
        }

        @Override
        public Optional<byte[]> openForSubject(SubjectId subject, byte[] place, byte[] sealed) {
            return Optional.empty();
        }
    }
}
