package io.equiveil.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTests {

    private static final TestKey LOG = TestKey.log(SampleLedger.NAME, 1);
    private static final TestKey W1 = TestKey.witness("witness.example/1", 2);
    private static final TestKey W2 = TestKey.witness("witness.example/2", 3);
    private static SampleLedger ledger;

    @TempDir
    Path folder;

    private String printed = "";

    @BeforeAll
    static void aLedgerOfSixHundredEntries() {
        ledger = new SampleLedger(LOG, 600);
    }

    @Test
    void anHonestLedgerHoldsInAFolder() throws IOException {
        ledger.writeTo(folder, 600);

        assertThat(verify(folder.toString())).isEqualTo(0);
        assertThat(printed)
                .contains("holds    all 600 entries were read")
                .contains("holds    the root computed")
                .contains("holds    4 tiles of hashes")
                .contains(LOG.verifier().fingerprint())
                .doesNotContain("FAILS")
                .doesNotContain("unknown");
    }

    @Test
    void anHonestLedgerHoldsOverTheNetworkAlsoZippedAndWithPartialTilesGone() throws IOException {
        ledger.writeTo(folder, 600);
        try (FolderServer server = new FolderServer(folder, true)) {
            assertThat(verify(server.address())).isEqualTo(0);
            assertThat(verify(server.address() + "/")).isEqualTo(0);
        }
        new SampleLedger(LOG, 768).writeTo(folder, 768);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path partial :
                    files.filter(file -> file.toString().contains("002.p/")).toList()) {
                Files.delete(partial);
            }
        }
        Files.writeString(folder.resolve("checkpoint"), ledger.note(600));
        assertThat(verify(folder.toString())).isEqualTo(0);
    }

    @Test
    void anEmptyLedgerHolds() throws IOException {
        ledger.writeTo(folder, 0);

        assertThat(verify(folder.toString())).isEqualTo(0);
    }

    @Test
    void anyFlippedByteOfTheLedgerIsFound() throws IOException {
        ledger.writeTo(folder, 300);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] honest = Files.readAllBytes(file);
                for (int at = 0; at < honest.length; at += 1 + honest.length / 12) {
                    byte[] flipped = honest.clone();
                    flipped[at] ^= 1;
                    Files.write(file, flipped);
                    assertThat(verify(folder.toString()))
                            .as("%s byte %d%n%s", file, at, printed)
                            .isEqualTo(1);
                }
                Files.write(file, honest);
            }
        }
        assertThat(verify(folder.toString())).isEqualTo(0);
    }

    @Test
    void anEntryLeftOutAddedOrMovedIsFound() throws IOException {
        ledger.writeTo(folder, 300);
        Path bundle = folder.resolve("tile/entries/001.p/44");
        byte[] honest = Files.readAllBytes(bundle);

        Files.write(bundle, Arrays.copyOf(honest, honest.length - 35));
        assertThat(verify(folder.toString())).isEqualTo(1);

        byte[] swapped = honest.clone();
        System.arraycopy(honest, 0, swapped, 35, 35);
        System.arraycopy(honest, 35, swapped, 0, 35);
        Files.write(bundle, swapped);
        assertThat(verify(folder.toString())).isEqualTo(1);
        assertThat(printed).contains("FAILS    the root computed");

        Files.delete(bundle);
        assertThat(verify(folder.toString())).isEqualTo(1);
        assertThat(printed).contains("FAILS    entry file tile/entries/001.p/44 is missing");
    }

    @Test
    void whoKeptAnEarlierCheckpointFindsRewrittenHistory() throws IOException {
        Path kept = folder.resolve("kept");
        ledger.writeTo(folder.resolve("then"), 257);
        assertThat(verify(folder.resolve("then").toString(), "--save", kept.toString()))
                .isEqualTo(0);
        ledger.writeTo(folder.resolve("grown"), 600);
        new SampleLedger(LOG, 600, 256).writeTo(folder.resolve("rewritten"), 600);
        ledger.writeTo(folder.resolve("shrunk"), 256);

        assertThat(verify(folder.resolve("grown").toString(), "--since", kept.toString()))
                .isEqualTo(0);
        assertThat(printed).contains("holds    the ledger grew from 257 to 600 entries");
        assertThat(verify(folder.resolve("rewritten").toString())).isEqualTo(0);
        assertThat(verify(folder.resolve("rewritten").toString(), "--since", kept.toString()))
                .isEqualTo(1);
        assertThat(printed).contains("FAILS    the first 257 entries are not those");
        assertThat(verify(folder.resolve("shrunk").toString(), "--since", kept.toString()))
                .isEqualTo(1);
        assertThat(printed).contains("FAILS    the ledger shrank: 257");
    }

    @Test
    void nothingIsSavedUnlessEverythingHolds() throws IOException {
        Path kept = folder.resolve("kept");
        ledger.writeTo(folder.resolve("l"), 10);
        Files.delete(folder.resolve("l/tile/0/000.p/10"));

        assertThat(verify(folder.resolve("l").toString(), "--save", kept.toString()))
                .isEqualTo(1);
        assertThat(kept).doesNotExist();
    }

    @Test
    void aCheckpointOfAnotherKeyOrNameIsNotBelieved() throws IOException {
        TestKey other = TestKey.log(SampleLedger.NAME, 9);
        new SampleLedger(other, 10).writeTo(folder.resolve("other"), 10);
        new SampleLedger(TestKey.log("elsewhere.example", 1), 10).writeTo(folder.resolve("elsewhere"), 10);

        assertThat(verify(folder.resolve("other").toString())).isEqualTo(1);
        assertThat(printed).contains("not-signed-by-log").contains("the ledger publishes another key");
        assertThat(verify(folder.resolve("elsewhere").toString())).isEqualTo(1);
        assertThat(printed).contains("other-log");
    }

    @Test
    void theQuorumOfWitnessesIsCounted() throws IOException {
        ledger.writeTo(folder.resolve("two"), 10, W1, W2);
        ledger.writeTo(folder.resolve("one"), 10, W1);
        String two = folder.resolve("two").toString();
        String one = folder.resolve("one").toString();

        assertThat(verify(two, "--witness", W1.vkey(), "--witness", W2.vkey())).isEqualTo(0);
        assertThat(printed).contains("witness witness.example/1 cosigned at 2026-");
        assertThat(verify(one, "--witness", W1.vkey(), "--witness", W2.vkey())).isEqualTo(1);
        assertThat(verify(one, "--witness", W1.vkey(), "--witness", W2.vkey(), "--quorum", "1"))
                .isEqualTo(0);
    }

    @Test
    void oneKeyUnderTwoNamesOrTheLogItselfIsNoSecondWitness() throws IOException {
        ledger.writeTo(folder, 10, W1);
        TestKey alias = TestKey.witness("witness.example/alias", 2);
        TestKey self = TestKey.witness("witness.example/self", 1);

        assertThat(verify(folder.toString(), "--witness", W1.vkey(), "--witness", alias.vkey()))
                .isEqualTo(2);
        assertThat(verify(folder.toString(), "--witness", self.vkey())).isEqualTo(2);
        assertThat(verify(folder.toString(), "--witness", W1.vkey(), "--quorum", "2"))
                .isEqualTo(2);
        assertThat(verify(folder.toString(), "--witness", LOG.vkey())).isEqualTo(2);
    }

    @Test
    void anHonestEvidenceFileHoldsAndShowsWhatItSays() throws IOException {
        Path file = evidenceFile(ledger.evidence(600, 3, 4, 599).render());

        assertThat(verify(file.toString(), "--show")).isEqualTo(0);
        assertThat(printed)
                .contains("holds    entry 3 is in the ledger of 600 entries")
                .contains("holds    what entry 3 shows is what was recorded (1 of 2 parts open)")
                .contains("what entry 4 shows is what was recorded (2 of 2 parts open)")
                .contains("entry 599 [subject]: {\"who\":\"client-599\",\"why\":\"\u5c3d\u8c03\"}");
    }

    @Test
    void everyFlippedByteOfAnEvidenceFileIsFoundButForItsOwnDate() throws IOException {
        byte[] honest = ledger.evidence(6, 3, 4).render();
        String text = new String(honest, StandardCharsets.ISO_8859_1);
        int date = text.indexOf("\"made_at\"");
        List<Integer> missed = new ArrayList<>();
        Path file = folder.resolve("evidence.json");
        for (int at = 0; at < honest.length; at++) {
            if (at >= date && at < text.indexOf('}', date) && at < date + 32) {
                continue;
            }
            byte[] flipped = honest.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            if (verify(file.toString()) != 1) {
                missed.add(at);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoAnswer() throws IOException {
        assertThat(verify(folder.resolve("nothing.json").toString())).isEqualTo(2);
        assertThat(verify(folder.toString())).isEqualTo(2);
        assertThat(verify("http://127.0.0.1:1/ledger")).isEqualTo(2);
        assertThat(verify("http://")).isEqualTo(2);
        assertThat(verify("\0")).isEqualTo(2);
        ledger.writeTo(folder, 10);
        assertThat(run(folder.toString(), "--lang", "en")).isEqualTo(2);
        assertThat(printed).contains("--key must be given once");
        assertThat(run(folder.toString(), "--key", W1.vkey(), "--lang", "en")).isEqualTo(2);
        assertThat(verify(folder.toString(), "--since", "nowhere")).isEqualTo(2);
        assertThat(verify(folder.toString(), "--wat", "x")).isEqualTo(2);
        assertThat(verify(folder.toString(), "second")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isEqualTo(0);
        Path file = evidenceFile(ledger.evidence(20, 3).render());
        Path kept = Files.writeString(folder.resolve("kept"), ledger.note(5));
        assertThat(verify(file.toString(), "--since", kept.toString())).isEqualTo(2);
    }

    @Test
    void aServerThatBreaksOrFloodsIsNeverBelieved() throws IOException {
        ledger.writeTo(folder, 300);
        try (FolderServer server = new FolderServer(folder, false)) {
            server.status = 500;
            assertThat(verify(server.address())).isEqualTo(2);
            server.status = 302;
            assertThat(verify(server.address())).isEqualTo(2);
        }
        Files.write(folder.resolve("checkpoint"), new byte[300_000]);
        try (FolderServer server = new FolderServer(folder, true)) {
            assertThat(verify(server.address())).isEqualTo(1);
        }
        Files.writeString(folder.resolve("checkpoint"), ledger.note(300));
        Files.write(folder.resolve("tile/0/000"), new byte[9000]);
        try (FolderServer server = new FolderServer(folder, true)) {
            assertThat(verify(server.address())).isEqualTo(1);
            assertThat(printed).contains("FAILS    tile tile/0/000 does not follow its format (TOO_LARGE)");
        }
    }

    @Test
    void aCheckpointOfAnAbsurdSizeEndsAtTheFirstMissingFile() throws IOException {
        ledger.writeTo(folder, 300);
        String text = SampleLedger.NAME + "\n9223372036854775807\n"
                + ledger.checkpoint(300).root().base64() + "\n";
        Files.writeString(folder.resolve("checkpoint"), LOG.note(text));

        assertThat(verify(folder.toString())).isEqualTo(1);
    }

    @Test
    void anEntryOfAnotherLengthWouldTellSomethingAndFails() throws IOException {
        ledger.writeTo(folder, 1);
        Files.write(folder.resolve("tile/entries/000.p/1"), new byte[] {0, 3, 1, 2, 3});

        assertThat(verify(folder.toString())).isEqualTo(1);
        assertThat(printed).contains("entry 0 is not of the constant format");
    }

    @Test
    void bothLanguagesAndJsonSayTheSame() throws IOException {
        ledger.writeTo(folder, 10);

        assertThat(run(folder.toString(), "--key", LOG.vkey(), "--lang", "zh")).isEqualTo(0);
        assertThat(printed).contains("holds    已读取全部 10 条记录").contains("结论：全部成立。");
        assertThat(verify(folder.toString(), "--json")).isEqualTo(0);
        assertThat(printed)
                .startsWith("{\"checks\":[{\"check\":\"key\",\"outcome\":\"holds\"")
                .contains("\"exit\":0");
    }

    @Test
    void bothLanguagesHaveTheSameSentences() throws IOException {
        assertThat(keys("zh")).isEqualTo(keys("en"));
    }

    @Test
    void whatFilesSayCannotDriveTheTerminal() {
        assertThat(Texts.printable("a\u001b[2J\u202eb\u2028\u0085")).isEqualTo("a\\u{1b}[2J\\u{202e}b\\u{2028}\\u{85}");
    }

    @Test
    void theCommandLeavesWithTheSameCodes() throws IOException, InterruptedException {
        ledger.writeTo(folder, 10);
        Path file = evidenceFile(ledger.evidence(20, 3).render());

        assertThat(process(file.toString(), "--key", LOG.vkey())).isEqualTo(0);
        assertThat(process(
                        folder.toString(),
                        "--key",
                        TestKey.log(SampleLedger.NAME, 7).vkey()))
                .isEqualTo(1);
        assertThat(process(folder.toString())).isEqualTo(2);
    }

    private static Set<Object> keys(String language) throws IOException {
        Properties sentences = new Properties();
        sentences.load(Verify.class.getResourceAsStream("messages_" + language + ".properties"));
        return sentences.keySet();
    }

    private Path evidenceFile(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("evidence.json"), bytes);
    }

    private int verify(String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of(target, "--key", LOG.vkey(), "--lang", "en"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = Verify.run(List.of(arguments), Locale.ROOT, new PrintStream(out, true, StandardCharsets.UTF_8));
        printed = out.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private static int process(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Verify.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /// Serves a folder over HTTP, zipped or plain.
    private static final class FolderServer implements AutoCloseable {

        private final HttpServer server;
        private int status = 200;

        FolderServer(Path folder, boolean zip) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/ledger/", exchange -> {
                try (exchange) {
                    Path file =
                            folder.resolve(exchange.getRequestURI().getPath().substring("/ledger/".length()));
                    if (!Files.isRegularFile(file)) {
                        exchange.sendResponseHeaders(404, -1);
                        return;
                    }
                    byte[] bytes = Files.readAllBytes(file);
                    if (zip) {
                        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
                        try (var gzip = new GZIPOutputStream(zipped)) {
                            gzip.write(bytes);
                        }
                        bytes = zipped.toByteArray();
                        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    }
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/ledger";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
