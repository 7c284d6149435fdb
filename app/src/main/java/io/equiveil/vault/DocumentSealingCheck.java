package io.equiveil.vault;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Measure 2.3, on the live files: every file of the document store begins as an encrypted stream; of a sample of
/// documents each file is there and is, byte for byte, the one that was stored. It opens no document.
@Component
class DocumentSealingCheck implements ControlCheck {

    static final int SAMPLE = 20;

    private static final String REPAIR = "/controls/2.3";

    private final JdbcClient jdbc;
    private final DocumentFiles files;
    private final DataKeyCache cache;
    private final SealedGroups groups;
    private final Randomness randomness = new Randomness();

    DocumentSealingCheck(JdbcClient jdbc, DocumentFiles files, DataKeyCache cache, SealedGroups groups) {
        this.jdbc = jdbc;
        this.files = files;
        this.cache = cache;
        this.groups = groups;
    }

    @Override
    public ControlId control() {
        return new ControlId("2.3");
    }

    @Override
    public Outcome check() {
        return checkFrom(randomness.uuid());
    }

    Outcome checkFrom(UUID start) {
        try {
            long inClear = filesInClear();
            if (inClear > 0) {
                return new Outcome.Fails(REPAIR, "vault.control.documents.inclear", inClear);
            }
            List<Sampled> sample = sample(start);
            List<String> altered = new ArrayList<>();
            for (Sampled document : sample) {
                if (!hasItsKey(document) || !isAsStored(document)) {
                    altered.add(document.name());
                }
            }
            if (!altered.isEmpty()) {
                return new Outcome.Fails(
                        REPAIR, "vault.control.documents.altered", altered.size(), sample.size(), altered.getFirst());
            }
            return sample.isEmpty()
                    ? new Outcome.Unknown("vault.control.documents.empty")
                    : new Outcome.Holds("vault.control.documents.holds", sample.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long filesInClear() throws IOException {
        long inClear = 0;
        for (Path file : files.all()) {
            inClear += isEncrypted(file) ? 0 : 1;
        }
        return inClear;
    }

    private static boolean isEncrypted(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(SealedStream.HEADER);
            // A draft is empty for a moment, then its header stands there in one piece.
            return start.length == 0 || SealedStream.looksLikeOurs(start);
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private record Sampled(StoredKey key, Address address, long version, UUID file, byte[] fileKeySealed, byte[] hash) {

        static Sampled read(ResultSet row) throws SQLException {
            StoredKey key = DataKeys.read(row);
            return new Sampled(
                    key,
                    new Address(
                            key.owner(),
                            key.group(),
                            new RecordType(row.getString("record_type")),
                            row.getObject("row_id", UUID.class),
                            InformationClass.valueOf(row.getString("class"))),
                    row.getLong("version"),
                    row.getObject("file", UUID.class),
                    row.getBytes("file_key_sealed"),
                    row.getBytes("ciphertext_hash"));
        }

        /// Which row it is, for whoever has to look: identifiers only.
        String name() {
            return "vault.documents/" + address.row() + "/" + address.record().name() + "/"
                    + address.informationClass();
        }
    }

    private List<Sampled> sample(UUID start) {
        String some = "(select d.row_id, d.record_type, d.class, d.version, d.file, d.file_key_sealed,"
                + " d.ciphertext_hash, k.id, k.owner_kind, k.owner_id, k.retention_group, k.closed_at, k.wrapped_sealed"
                + " from vault.documents d join vault.data_keys k on k.id = d.key_id"
                + " where k.state = 'ACTIVE' and d.row_id %s ? order by d.row_id limit ?)";
        return jdbc.sql(some.formatted(">=") + " union all " + some.formatted("<") + " limit ?")
                .params(start, SAMPLE, start, SAMPLE, SAMPLE)
                .query((row, _) -> Sampled.read(row))
                .list();
    }

    /// The document's own key is what was sealed for this file; it is wiped unused.
    private boolean hasItsKey(Sampled document) {
        byte[] place = SealedGroups.place(document.address, document.version, Canonical.bytesOf(document.file));
        return cache.use(document.key, key -> {
                    byte[] fileKey = groups.open(key, SealedGroups.Part.FILE_KEY, place, document.fileKeySealed);
                    if (fileKey == null) {
                        return false;
                    }
                    Arrays.fill(fileKey, (byte) 0);
                    return true;
                })
                .orElse(false);
    }

    private boolean isAsStored(Sampled document) throws IOException {
        Path file = files.pathOf(document.file);
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return MessageDigest.isEqual(in.getMessageDigest().digest(), document.hash);
        } catch (NoSuchFileException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
