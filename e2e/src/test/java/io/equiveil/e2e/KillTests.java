package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` from outside while several people read and write at once: what was answered is in the log, what was taken
/// in
/// is there and opens, and the log that comes back is the same one.
class KillTests {

    private static final int READERS = 2;
    private static final int THREADS = 6;
    private static final int WRITERS = 2;

    @TempDir
    Path folder;

    private Installation installation;
    private final List<Reader> readers = new ArrayList<>();
    private String key = "";

    @BeforeEach
    void aFirmAtWork() throws Exception {
        installation = new Installation(folder);
        installation.start();
        Reader owner = Reader.first(installation);
        readers.add(owner);
        for (int i = 1; i < READERS; i++) {
            readers.add(owner.hire("reader" + i));
        }
        key = new String(installation.get("/ledger/key").body()).strip();
    }

    @AfterEach
    void end() throws Exception {
        installation.close();
    }

    @Test
    void whatWasAnsweredIsInTheLogAfterTheApplicationAndAfterItsDatabaseWasKilled() throws Exception {
        rounds(List.of(Victim.APPLICATION, Victim.DATABASE));
    }

    @Test
    @Tag("soak")
    void manyTimesOver() throws Exception {
        int many = Integer.getInteger("equiveil.soak.kills", 20);
        List<Victim> victims = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            victims.add(i % 3 == 2 ? Victim.DATABASE : Victim.APPLICATION);
        }
        rounds(victims);
    }

    private enum Victim {
        APPLICATION,
        DATABASE
    }

    private void rounds(List<Victim> victims) throws Exception {
        Set<String> answered = new HashSet<>();
        int kept = 0;
        long seed = Long.getLong("equiveil.seed", System.nanoTime());
        Random random = new Random(seed);
        for (Victim victim : victims) {
            Answered round = workUntilKilled(victim, 1_500 + random.nextInt(1_500));
            answered.addAll(round.leaves());
            kept += round.written().size();
            installation.start();
            List<String> afterwards = readers.getFirst().read();
            assertThat(afterwards)
                    .as("works again by itself, and sessions go on; seed %d; %s", seed, installation.trouble())
                    .isNotEmpty();
            for (Written written : round.written()) {
                assertThat(written.by().read(written.subject()))
                        .as("taken in before the kill, and opens; seed %d", seed)
                        .isNotEmpty();
            }
        }
        System.out.println("KillTests: " + victims.size() + " kills, " + answered.size() + " releases, " + kept
                + " clients taken in, seed " + seed);
        assertThat(kept).as("clients that were taken in").isGreaterThan(victims.size());
        assertThat(answered).as("releases that were answered").hasSizeGreaterThan(5 * victims.size());

        Set<String> logged = awaitInPublicLog(answered);
        assertThat(answered).as("answered, and not in the log; seed %d", seed).allMatch(logged::contains);
        verify("--since", checkpoint().toString());
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    /// A client whose taking in was answered.
    private record Written(Reader by, String subject) {}

    /// What was answered before the kill.
    private record Answered(Set<String> leaves, Set<Written> written) {}

    /// Everybody reads and writes as fast as they can; in the middle somebody is killed.
    private Answered workUntilKilled(Victim victim, long millis) throws Exception {
        ConcurrentLinkedQueue<String> answered = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Written> written = new ConcurrentLinkedQueue<>();
        AtomicInteger running = new AtomicInteger(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Reader reader = readers.get(i % readers.size());
            boolean writes = i < WRITERS;
            threads.add(Thread.ofVirtual().start(() -> {
                int refused = 0;
                while (refused < 3) {
                    List<String> done = writes ? reader.write() : reader.read();
                    if (writes) {
                        done.forEach(subject -> written.add(new Written(reader, subject)));
                    } else {
                        answered.addAll(done);
                    }
                    refused = done.isEmpty() ? refused + 1 : 0;
                }
                running.decrementAndGet();
            }));
        }
        Thread.sleep(millis);
        // Kept by a stranger before the kill: the log that comes back must grow out of this one.
        verify("--save", checkpoint().toString());
        if (victim == Victim.APPLICATION) {
            installation.kill();
        } else {
            installation.killDatabase();
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertThat(running).as("readers that never noticed").hasValue(0);
        installation.kill();
        return new Answered(Set.copyOf(answered), Set.copyOf(written));
    }

    private Set<String> awaitInPublicLog(Set<String> answered) throws Exception {
        Set<String> logged = Set.of();
        for (int tries = 0; tries < 60 && !logged.containsAll(answered); tries++) {
            Thread.sleep(1_000);
            logged = publicLeaves();
        }
        return logged;
    }

    /// Leaf hashes (RFC 6962) of all entries that the log publishes.
    private Set<String> publicLeaves() throws Exception {
        long size =
                Long.parseLong(new String(installation.get("/ledger/checkpoint").body()).split("\n")[1]);
        Set<String> leaves = new HashSet<>();
        for (long tile = 0; tile * 256 < size; tile++) {
            long width = Math.min(256, size - tile * 256);
            String path = "/ledger/tile/entries/" + tilePath(tile) + (width == 256 ? "" : ".p/" + width);
            ByteBuffer entries = ByteBuffer.wrap(installation.get(path).body());
            while (entries.hasRemaining()) {
                byte[] entry = new byte[Short.toUnsignedInt(entries.getShort())];
                entries.get(entry);
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                sha.update((byte) 0);
                leaves.add(HexFormat.of().formatHex(sha.digest(entry)));
            }
        }
        return leaves;
    }

    private static String tilePath(long number) {
        String path = "%03d".formatted(number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = "x%03d/%s".formatted(rest % 1000, path);
        }
        return path;
    }

    /// Asks the program that strangers get; all must hold.
    private void verify(String option, String file) throws Exception {
        Path said = Files.createTempFile(folder, "verify", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        verifier().toString(),
                        installation.address() + "/ledger/",
                        "--key",
                        key,
                        "--ca",
                        installation.authority().toString(),
                        option,
                        file)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    private static Path verifier() throws IOException {
        try (var jars = Files.list(Path.of("../verifier/target"))) {
            return jars.filter(jar -> jar.getFileName().toString().endsWith("-cli.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("../verifier/target has no *-cli.jar"));
        }
    }

    /// Somebody who takes clients on and calls them.
    private record Reader(Installation at, String token, AuthenticatorApp app, String subject) {

        static Reader first(Installation at) throws Exception {
            var invited = at.post(
                    "/api/identity/first-administrators",
                    Map.of("link", at.secretOfLink(), "name", "秦岳", "login", "owner", "codeName", "负责人"),
                    "");
            return enrolled(at, invited.path("link").asString(), "owner");
        }

        Reader hire(String login) throws Exception {
            var invited = at.post(
                    "/api/identity/people",
                    Map.of(
                            "kind",
                            "STAFF",
                            "name",
                            "陆知行",
                            "login",
                            login,
                            "codeName",
                            login,
                            "roles",
                            List.of("ADVISOR")),
                    token);
            return enrolled(at, invited.path("link").asString(), login);
        }

        private static Reader enrolled(Installation at, String link, String login) throws Exception {
            String password = "four words and one comma, said aloud";
            var seed = at.post("/api/identity/enrolments", Map.of("link", link, "password", password), "");
            AuthenticatorApp app = new AuthenticatorApp(seed.path("totpSecret").asString());
            at.post("/api/identity/enrolments/confirmations", Map.of("link", link, "code", app.code()), "");
            String token = at.post(
                            "/api/session/staff", Map.of("login", login, "password", password, "code", app.code()), "")
                    .path("token")
                    .asString();
            if (login.equals("owner")) {
                at.call("PUT", "/api/firm", Map.of("name", "示例股权咨询有限公司", "contact", "021-00000000"), token);
            }
            at.post("/api/own-agreement", Map.of("language", "zh-CN"), token);
            at.post("/api/own-agreement/signature", Map.of("code", app.code()), token);
            String subject = at.post(
                            "/api/clients", Map.of("kind", "PERSON", "name", "司徒望舒", "mobile", mobile(login)), token)
                    .path("subject")
                    .asString();
            return new Reader(at, token, app, subject);
        }

        private static String mobile(String login) {
            return "199%08d".formatted(Math.abs(login.hashCode()) % 100_000_000);
        }

        /// Takes a client on; the file if that was answered, nothing if not.
        List<String> write() {
            String mobile = "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
            return at.tryPost(
                            "/api/clients",
                            "{\"kind\":\"PERSON\",\"name\":\"欧阳若水\",\"mobile\":\"" + mobile + "\"}",
                            token)
                    .map(answer -> List.of(answer.path("subject").asString()))
                    .orElse(List.of());
        }

        /// Opens the client's number; the leaf of the entry if it was shown, nothing if not.
        List<String> read() {
            return read(subject);
        }

        List<String> read(String subject) {
            return at.tryPost("/api/clients/" + subject + "/mobile/opening", "{}", token)
                    .map(answer -> List.of(answer.path("leafHash").asString()))
                    .orElse(List.of());
        }
    }
}
