package io.equiveil.vault;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    private final Randomness randomness = new Randomness();

    DocumentSealingCheck(JdbcClient jdbc, DocumentFiles files) {
        this.jdbc = jdbc;
        this.files = files;
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
            long altered = 0;
            for (Sampled document : sample) {
                altered += isAsStored(document) ? 0 : 1;
            }
            if (altered > 0) {
                return new Outcome.Fails(REPAIR, "vault.control.documents.altered", altered, sample.size());
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

    private record Sampled(UUID file, byte[] hash) {}

    private List<Sampled> sample(UUID start) {
        String some = "(select d.row_id, d.file, d.ciphertext_hash from vault.documents d"
                + " join vault.data_keys k on k.id = d.key_id"
                + " where k.state = 'ACTIVE' and d.row_id %s ? order by d.row_id limit ?)";
        return jdbc.sql(some.formatted(">=") + " union all " + some.formatted("<") + " limit ?")
                .params(start, SAMPLE, start, SAMPLE, SAMPLE)
                .query((row, _) -> new Sampled(row.getObject("file", UUID.class), row.getBytes("ciphertext_hash")))
                .list();
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
