package io.equiveil.verifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.ConsistencyProof;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.NoteCheck;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The rules of tlog-witness, in the order of the specification.
final class WitnessHandler implements HttpHandler {

    private static final int MAX_REQUEST = SignedNote.MAX_BYTES + 64 * 64;
    private static final int MAX_PROOF_LINES = 63;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final WitnessRecord record;
    private final WitnessKey key;
    private final Clock clock;

    WitnessHandler(WitnessRecord record, WitnessKey key, Clock clock) {
        this.record = record;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (IOException | RuntimeException broken) {
                // Nothing was promised: a cosignature leaves this house only after it is stored.
                answer = new Answer(500, TEXT, "the witness could not store or read\n");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/add-checkpoint")) {
            if (!method.equals("POST")) {
                return new Answer(405, TEXT, "POST only\n");
            }
            try {
                return add(Request.parse(Bounded.read(exchange.getRequestBody(), MAX_REQUEST)));
            } catch (MalformedException | Bounded.TooLargeException broken) {
                return new Answer(400, TEXT, "malformed request\n");
            }
        }
        if (path.matches("/[0-9a-f]{64}/checkpoint") && method.equals("GET")) {
            synchronized (record) {
                return record.byHash(path.substring(1, 65))
                        .map(note -> new Answer(200, TEXT, note.render()))
                        .orElseGet(() -> new Answer(404, TEXT, "never cosigned\n"));
            }
        }
        return new Answer(404, TEXT, "no such address\n");
    }

    private Answer add(Request request) throws IOException {
        Checkpoint checkpoint = request.signed().checkpoint();
        Optional<List<VerifierKey>> keys = record.keysOf(checkpoint.origin());
        if (keys.isEmpty()) {
            return new Answer(404, TEXT, "unknown log\n");
        }
        if (request.signed().note().check(keys.get()) instanceof NoteCheck.Refused) {
            return new Answer(403, TEXT, "no valid signature of a trusted key\n");
        }
        if (request.old().compareTo(checkpoint.size()) > 0) {
            return new Answer(400, TEXT, "old size above checkpoint size\n");
        }
        // Comparing with the record and replacing it must be one step: between them a smaller tree could slip in.
        synchronized (record) {
            TreeSize known =
                    record.latest(checkpoint.origin()).map(Checkpoint::size).orElse(TreeSize.EMPTY);
            if (!known.equals(request.old())) {
                return new Answer(409, "text/x.tlog.size", known.value() + "\n");
            }
            TreeHash knownRoot =
                    record.latest(checkpoint.origin()).map(Checkpoint::root).orElse(TreeHash.ofEmptyTree());
            ConsistencyProof proof = new ConsistencyProof(known, checkpoint.size(), request.proof());
            if (!checkpoint.isPlausible()
                    || !proof.check(knownRoot, checkpoint.root()).holds()) {
                return new Answer(422, TEXT, "not consistent with what was cosigned before\n");
            }
            return new Answer(200, TEXT, cosign(request.signed(), keys.get()).line());
        }
    }

    private NoteSignature cosign(SignedCheckpoint signed, List<VerifierKey> keys) throws IOException {
        String text = signed.note().text();
        NoteSignature own = key.cosign(Math.max(1, clock.instant().getEpochSecond()), text);
        // Kept: the lines of the log that were verified, and our own. Nothing that strangers appended.
        List<NoteSignature> lines = new ArrayList<>();
        NoteCheck.Trusted verified = (NoteCheck.Trusted) signed.note().check(keys);
        verified.by().forEach(line -> lines.add(line.signature()));
        lines.add(own);
        record.store(new SignedCheckpoint(signed.checkpoint(), new SignedNote(text, lines)));
        return own;
    }

    private record Answer(int status, String type, String body) {}

    /// `old <size>`, proof lines, an empty line, the checkpoint; each line ended by a newline.
    private record Request(TreeSize old, List<TreeHash> proof, SignedCheckpoint signed) {

        static Request parse(byte[] body) throws MalformedException {
            // The first part is ASCII, so the border can be looked for before the note's own rules are applied.
            String text = new String(body, StandardCharsets.ISO_8859_1);
            int border = text.indexOf("\n\n");
            if (border < 0 || !text.startsWith("old ")) {
                throw MalformedException.of(MalformedException.Fault.WITNESS_REQUEST);
            }
            String[] lines = text.substring(0, border).split("\n", -1);
            if (lines.length - 1 > MAX_PROOF_LINES) {
                throw MalformedException.of(MalformedException.Fault.WITNESS_REQUEST);
            }
            List<TreeHash> proof = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                proof.add(TreeHash.parse(lines[i]));
            }
            byte[] note = Arrays.copyOfRange(body, border + 2, body.length);
            return new Request(Checkpoint.parseSize(lines[0].substring(4)), proof, SignedCheckpoint.parse(note));
        }
    }
}
