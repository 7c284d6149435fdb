package io.equiveil.ledger;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.ConsistencyProof;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.NoteCheck;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeProver;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks witnesses for their cosignature under every public checkpoint (C2SP tlog-witness, `add-checkpoint`).
///
/// Asynchronous, one request at a time for each witness; a witness that is slow, away or of another opinion holds up
/// nobody. Only a cosignature that verifies under the configured key is kept.
final class Witnesses implements LedgerWitnesses, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ANSWER_BYTES = 16 * 1024;

    private final DataSource connections;
    private final Clock clock;
    private final List<Asked> witnesses = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param connections as the sequencer's role
    Witnesses(DataSource connections, List<LedgerSettings.Witness> witnesses, Clock clock) {
        this.connections = connections;
        this.clock = clock;
        witnesses.forEach(witness -> this.witnesses.add(asked(witness)));
    }

    private static Asked asked(LedgerSettings.Witness witness) {
        return new Asked(addCheckpoint(witness.url()), witness.verifierKey());
    }

    @Override
    public void add(LedgerSettings.Witness witness) {
        if (witness.verifierKey().algorithm() != VerifierKey.Algorithm.COSIGNATURE_V1) {
            throw new IllegalArgumentException("not a witness's key: " + witness.key());
        }
        Asked added = asked(witness);
        witnesses.add(added);
        try (Connection connection = connections.getConnection()) {
            CheckpointTables.latestPublished(connection).ifPresent(newest -> offer(added, newest));
        } catch (SQLException e) {
            LOG.warn("the newest checkpoint could not be read for a witness: {}", e.getSQLState());
        }
    }

    private static URI addCheckpoint(URI prefix) {
        String text = prefix.toString();
        return URI.create(text + (text.endsWith("/") ? "" : "/") + "add-checkpoint");
    }

    /// A witness and what we know of it.
    private static final class Asked {
        private final URI url;
        private final VerifierKey key;
        private final AtomicBoolean underWay = new AtomicBoolean();
        private volatile @Nullable TreeSize seen;

        Asked(URI url, VerifierKey key) {
            this.url = url;
            this.key = key;
        }
    }

    /// Offers a checkpoint to all who are not busy with an earlier one.
    void offer(CheckpointTables.Signed checkpoint) {
        witnesses.forEach(witness -> offer(witness, checkpoint));
    }

    private void offer(Asked witness, CheckpointTables.Signed checkpoint) {
        if (witness.underWay.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    ask(witness, checkpoint);
                } catch (IOException | SQLException | RuntimeException e) {
                    LOG.warn(
                            "witness {} gave no cosignature: {}",
                            witness.key.name(),
                            e.getClass().getSimpleName());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    witness.underWay.set(false);
                }
            });
        }
    }

    private void ask(Asked witness, CheckpointTables.Signed checkpoint)
            throws IOException, SQLException, InterruptedException {
        TreeSize seen = witness.seen;
        if (seen == null) {
            try (Connection connection = connections.getConnection()) {
                seen = CheckpointTables.cosignedBy(connection, witness.key.name());
            }
        }
        Optional<TreeSize> conflict = ask(witness, checkpoint, seen);
        if (conflict.isPresent() && conflict.get().compareTo(checkpoint.size()) <= 0) {
            // It knows us at another size than we remember: once more, from there.
            ask(witness, checkpoint, conflict.get());
        }
    }

    /// @return the size that the witness says it knows, if it is not the one we took for granted
    private Optional<TreeSize> ask(Asked witness, CheckpointTables.Signed checkpoint, TreeSize seen)
            throws IOException, SQLException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(witness.url)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body(checkpoint, seen)))
                        .build(),
                _ -> HttpResponse.BodySubscribers.limiting(
                        HttpResponse.BodySubscribers.ofByteArray(), MOST_ANSWER_BYTES));
        switch (answer.statusCode()) {
            case 200 -> keep(witness, checkpoint, answer.body());
            case 409 -> {
                try {
                    return Optional.of(Checkpoint.parseSize(new String(answer.body(), StandardCharsets.UTF_8).strip()));
                } catch (MalformedException e) {
                    LOG.warn("witness {} answered 409 without a size", witness.key.name());
                }
            }
            default -> LOG.warn("witness {} answered {}", witness.key.name(), answer.statusCode());
        }
        return Optional.empty();
    }

    // old <size>         size of the tree that the witness knows
    // <base64>           consistency proof, one hash a line
    //                    an empty line
    // <signed note>      the checkpoint
    private String body(CheckpointTables.Signed checkpoint, TreeSize seen) throws SQLException {
        StringBuilder body = new StringBuilder("old ").append(seen.value()).append('\n');
        for (TreeHash hash : proof(seen, checkpoint.size()).path()) {
            body.append(hash.base64()).append('\n');
        }
        return body.append('\n').append(checkpoint.note().render()).toString();
    }

    private ConsistencyProof proof(TreeSize older, TreeSize newer) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return new TreeProver(TreeTables.hashes(connection, newer)).consistency(older, newer);
        }
    }

    private void keep(Asked witness, CheckpointTables.Signed checkpoint, byte[] answer) throws SQLException {
        try {
            List<NoteSignature> lines = SignedNote.parseSignatureLines(answer);
            NoteCheck check = new SignedNote(checkpoint.note().text(), lines).check(List.of(witness.key));
            if (check instanceof NoteCheck.Trusted trusted) {
                NoteSignature line = trusted.of(witness.key).orElseThrow();
                try (Connection connection = connections.getConnection()) {
                    CheckpointTables.cosign(connection, checkpoint.size(), witness.key.name(), line, clock.instant());
                }
                witness.seen = checkpoint.size();
                return;
            }
        } catch (MalformedException e) {
            // told below
        }
        LOG.warn("witness {} answered with something that is not its cosignature", witness.key.name());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
