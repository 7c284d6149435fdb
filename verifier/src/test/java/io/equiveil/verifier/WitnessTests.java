package io.equiveil.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.Cosignature;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.proofs.WitnessQuorum;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTests {

    private static final TestKey LOG = TestKey.log(SampleLedger.NAME, 1);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000L), ZoneOffset.UTC);

    private final SampleLedger ledger = new SampleLedger(LOG, 40);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Witness witness;

    @BeforeEach
    void start() throws Exception {
        witness = start(CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        witness.close();
    }

    @Test
    void cosignsWhatItSawGrowing() throws Exception {
        for (int[] step : new int[][] {{0, 0}, {0, 1}, {1, 8}, {8, 8}, {8, 40}}) {
            HttpResponse<String> answer = post(growth(ledger, step[0], step[1]));

            assertThat(answer.statusCode()).as("%d to %d", step[0], step[1]).isEqualTo(200);
            SignedNote note = SignedNote.parse(ledger.note(step[1]))
                    .with(SignedNote.parseSignatureLines(answer.body().getBytes(StandardCharsets.UTF_8)));
            CheckpointCheck check = SignedCheckpoint.parse(note.render())
                    .check(LOG.verifier(), new WitnessQuorum(1, List.of(witness.key())));
            assertThat(check).isInstanceOf(CheckpointCheck.Trusted.class);
            assertThat(Cosignature.timestampOf(note.signatures().get(1))).isEqualTo(1_790_000_000L);
        }
    }

    @Test
    void answersAnUnknownLogWith404() throws Exception {
        TestKey other = TestKey.log("elsewhere.example", 1);

        assertThat(post(growth(new SampleLedger(other, 5), 0, 5)).statusCode()).isEqualTo(404);
    }

    @Test
    void answersAMissingOrWrongSignatureWith403() throws Exception {
        String text = ledger.checkpoint(5).text();
        NoteSignature good = LOG.sign(text);
        NoteSignature bad = NoteSignature.of(LOG.verifier(), new byte[64]);
        String byStranger = TestKey.log(SampleLedger.NAME, 8).note(text);

        assertThat(post("old 0\n\n" + byStranger).statusCode()).isEqualTo(403);
        assertThat(post("old 0\n\n" + new SignedNote(text, List.of(bad)).render())
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("old 0\n\n" + new SignedNote(text, List.of(good, bad)).render())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void answersAnOldSizeAboveTheCheckpointWith400() throws Exception {
        assertThat(post("old 6\n\n" + ledger.note(5)).statusCode()).isEqualTo(400);
    }

    @Test
    void answersAnotherOldSizeWith409AndTheOneItKnows() throws Exception {
        assertThat(post(growth(ledger, 5, 40)).body()).isEqualTo("0\n");
        assertThat(post("old 5\n\n" + ledger.note(40)).statusCode()).isEqualTo(409);
        post(growth(ledger, 0, 8));

        HttpResponse<String> answer = post(growth(ledger, 5, 40));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("8\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(post(growth(ledger, 0, 40)).statusCode()).isEqualTo(409);
    }

    @Test
    void answersAWrongProofWith422AndForgetsNothing() throws Exception {
        post(growth(ledger, 0, 8));
        SampleLedger forked = new SampleLedger(LOG, 40, 7);

        assertThat(post(growth(forked, 8, 40)).statusCode()).isEqualTo(422);
        assertThat(post("old 8\n\n" + ledger.note(40)).statusCode()).isEqualTo(422);
        assertThat(post(growth(forked, 8, 8)).statusCode()).isEqualTo(422);
        assertThat(post(growth(ledger, 8, 40)).statusCode()).isEqualTo(200);
    }

    @Test
    void answersAProofFromNothingAndAFilledEmptyTreeWith422() throws Exception {
        String root = TreeHash.ofEmptyTree().base64();
        String lie = LOG.note(new Checkpoint(
                        SampleLedger.NAME, TreeSize.EMPTY, ledger.checkpoint(3).root())
                .text());

        assertThat(post("old 0\n" + root + "\n\n" + ledger.note(5)).statusCode())
                .isEqualTo(422);
        assertThat(post("old 0\n\n" + lie).statusCode()).isEqualTo(422);
    }

    @Test
    void answersAnythingMalformedWith400() throws Exception {
        String hash = ledger.checkpoint(3).root().base64();
        for (String request : List.of(
                "",
                "old 0",
                "old 00\n\n" + ledger.note(5),
                "old -1\n\n" + ledger.note(5),
                "old 9223372036854775808\n\n" + ledger.note(5),
                "new 0\n\n" + ledger.note(5),
                "old 0\nxyz\n\n" + ledger.note(5),
                "old 0\n" + (hash + "\n").repeat(64) + "\n" + ledger.note(5),
                "old 0\n" + ledger.note(5),
                "old 0\n\n" + ledger.note(5) + "x",
                "old 0\n\n" + "x".repeat(400_000))) {
            assertThat(post(request).statusCode()).isEqualTo(400);
        }
        assertThat(get("add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void ofManyAtOnceOnlyOneWins() throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int size = 1; size <= 16; size++) {
            answers.add(http.sendAsync(request(growth(ledger, 0, size)), HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode));
        }
        List<Integer> codes = answers.stream().map(CompletableFuture::join).toList();

        assertThat(codes).containsOnlyOnce(200);
        assertThat(codes).containsOnly(200, 409);
    }

    @Test
    void servesMonitorsTheLatestCosignedCheckpointWithoutForeignLines() throws Exception {
        String path = WitnessRecord.hash(SampleLedger.NAME) + "/checkpoint";
        assertThat(get(path).statusCode()).isEqualTo(404);
        String text = ledger.checkpoint(8).text();
        SignedNote withStranger =
                new SignedNote(text, List.of(TestKey.log("stranger", 5).sign(text), LOG.sign(text)));
        post("old 0\n\n" + withStranger.render());

        SignedNote served = SignedNote.parse(get(path).body());

        assertThat(served.text()).isEqualTo(text);
        assertThat(served.signatures())
                .extracting(NoteSignature::keyName)
                .containsExactly(SampleLedger.NAME, "witness.example");
    }

    @Test
    void remembersAfterARestartAndKeepsItsKey() throws Exception {
        VerifierKey before = witness.key();
        post(growth(ledger, 0, 8));
        witness.close();
        Files.writeString(folder.resolve(WitnessRecord.hash(SampleLedger.NAME) + ".checkpoint.new"), "half writ");
        witness = start(CLOCK);

        assertThat(witness.key()).isEqualTo(before);
        assertThat(post(growth(ledger, 0, 40)).statusCode()).isEqualTo(409);
        assertThat(post(growth(ledger, 8, 40)).statusCode()).isEqualTo(200);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("witness.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedMemoryStopsTheStartInsteadOfBeginningAgain() throws Exception {
        post(growth(ledger, 0, 8));
        witness.close();
        Path stored = folder.resolve(WitnessRecord.hash(SampleLedger.NAME) + ".checkpoint");
        String honest = Files.readString(stored);
        for (String damaged : List.of("", honest.replace("\n8\n", "\n7\n"), ledger.note(3))) {
            Files.writeString(stored, damaged);
            assertThatThrownBy(() -> start(CLOCK))
                    .isInstanceOf(Witness.CannotStartException.class)
                    .hasMessageContaining("damaged");
        }
        Files.writeString(stored, honest);
        witness = start(CLOCK);
        assertThat(post(growth(ledger, 8, 40)).statusCode()).isEqualTo(200);
    }

    @Test
    void twoWitnessesDoNotShareAFolder() {
        assertThatThrownBy(() -> start(CLOCK)).isInstanceOf(Witness.CannotStartException.class);
    }

    @Test
    void neverStatesTheTimeZero() throws Exception {
        witness.close();
        witness = start(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        String line = post(growth(ledger, 0, 3)).body();

        List<NoteSignature> lines = SignedNote.parseSignatureLines(line.getBytes(StandardCharsets.UTF_8));
        assertThat(Cosignature.timestampOf(lines.get(0))).isEqualTo(1);
    }

    @Test
    void aKilledProcessStillKnowsWhatItCosigned() throws Exception {
        Path own = folder.resolve("own");
        Process first = process(own, "--make-key", "witness.example/killed");
        String[] ready = readyLine(first);
        assertThat(send(ready[2], growth(ledger, 0, 8)).statusCode()).isEqualTo(200);
        first.destroyForcibly().waitFor();

        Process second = process(own);
        String[] again = readyLine(second);
        try {
            assertThat(again[3]).isEqualTo(ready[3]);
            assertThat(VerifierKey.parse(again[3]).name()).isEqualTo("witness.example/killed");
            assertThat(send(again[2], growth(ledger, 0, 40)).body()).isEqualTo("8\n");
            assertThat(send(again[2], growth(ledger, 8, 40)).statusCode()).isEqualTo(200);
        } finally {
            second.destroyForcibly().waitFor();
        }
        Process keyless = process(folder.resolve("empty"));
        assertThat(keyless.waitFor()).isEqualTo(2);
    }

    @Test
    void endsWithItsInputIfAskedToSoThatItCannotOutliveWhoStartedIt() throws Exception {
        Process bound = process(folder.resolve("bound"), "--make-key", "witness.example/bound", "--until-input-ends");
        readyLine(bound);
        assertThat(bound.isAlive()).isTrue();
        bound.getOutputStream().close();
        assertThat(bound.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bound.exitValue()).isZero();
    }

    private Witness start(Clock clock) throws Witness.CannotStartException {
        return Witness.start(folder, List.of(LOG.verifier()), 0, Optional.of("witness.example"), clock);
    }

    private static String growth(SampleLedger ledger, int from, int to) {
        StringBuilder request = new StringBuilder("old " + from + "\n");
        ledger.prover(to)
                .consistency(new TreeSize(from), new TreeSize(to))
                .path()
                .forEach(hash -> request.append(hash.base64()).append('\n'));
        return request.append('\n').append(ledger.note(to)).toString();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(witness.address(), body);
    }

    private HttpResponse<String> send(String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(witness.address() + "add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(witness.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Process process(Path own, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Witness.class.getName(),
                "--dir",
                own.toString(),
                "--log",
                LOG.vkey(),
                "--port",
                "0"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).start();
    }

    private static String[] readyLine(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        return out.readLine().split(" ");
    }
}
