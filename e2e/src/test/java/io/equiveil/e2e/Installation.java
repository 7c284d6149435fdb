package io.equiveil.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The packaged application in a data folder, started, killed and started again; and programs that talk to it.
final class Installation implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("equiveil.jar", ""));
    private static final Duration TO_BE_READY = Duration.ofSeconds(300);

    /// As long as an answer may take while the machine builds other things.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern PAGES = Pattern.compile("(https://\\S+?:\\d+)");
    private static final Pattern LINK = Pattern.compile("https://\\S+/start/(\\S+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<String, String> environment;
    private Optional<Process> process = Optional.empty();
    private Optional<HttpClient> http = Optional.empty();
    private String address = "";
    private volatile String trouble = "";
    private String secret = "";
    private int port;
    private int starts;

    Installation(Path folder) {
        this(folder, Map.of());
    }

    /// @param environment what else the operator sets
    Installation(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    Path data() {
        return folder.resolve("data");
    }

    /// The certificate that an operator imports.
    Path authority() {
        return data().resolve("keys/tls-authority.crt");
    }

    String address() {
        return address;
    }

    /// What the one-time link of the first start ends with.
    String secretOfLink() {
        return secret;
    }

    /// Starts, on the port of the first time, and waits until the pages answer.
    void start() throws Exception {
        Path passphrase = folder.resolve("passphrase");
        if (!Files.exists(passphrase)) {
            Files.createFile(
                    passphrase, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passphrase, "a passphrase for kills only\n");
        }
        Path said = folder.resolve("said-" + starts++ + ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString(),
                "start",
                "--data",
                data().toString(),
                "--port",
                Integer.toString(port),
                "--passphrase-file",
                passphrase.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process started = builder.redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(said.toFile())
                .start();
        process = Optional.of(started);
        long end = System.nanoTime() + TO_BE_READY.toNanos();
        while (!ready(said)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new AssertionError("the application did not start:\n" + Files.readString(said));
            }
            Thread.sleep(100);
        }
    }

    private boolean ready(Path said) throws Exception {
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Matcher pages = PAGES.matcher(text);
        if (!pages.find() || !text.contains("Ctrl-C")) {
            return false;
        }
        address = pages.group(1);
        port = URI.create(address).getPort();
        Matcher link = LINK.matcher(text);
        if (link.find()) {
            secret = link.group(1);
        }
        if (http.isEmpty()) {
            http = Optional.of(client());
        }
        return true;
    }

    /// Runs `recover` on the data folder, with what the passphrase file holds as the new passphrase.
    ///
    /// @return what it said
    String recover(String... options) throws Exception {
        return command("recover", options);
    }

    /// Runs a command on the data folder.
    ///
    /// @return what it said
    String command(String word, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString(),
                word,
                "--data",
                data().toString(),
                "--passphrase-file",
                folder.resolve("passphrase").toString()));
        command.addAll(List.of(options));
        Path said = folder.resolve(word + "-" + starts++ + ".txt");
        Process running = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(said.toFile())
                .start();
        if (!running.waitFor(120, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new AssertionError(word + " does not end");
        }
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    /// Trusts the installation's own authority and nobody else.
    private HttpClient client() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(authority())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /// `kill -9` of the application; its database goes on until the next start finds it.
    void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly();
            process.get().waitFor();
        }
    }

    /// `kill -9` of the database and everything below it, in the middle of whatever they do.
    void killDatabase() throws IOException {
        ProcessHandle postmaster = postmaster().orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        if (!Files.exists(data())) {
            return Optional.empty();
        }
        try (var files = Files.walk(data(), 4)) {
            Optional<Path> pid = files.filter(
                            file -> file.getFileName().toString().equals("postmaster.pid"))
                    .findFirst();
            return pid.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(pid.get()).getFirst().strip()))
                            .filter(found -> found.info().command().orElse("").endsWith("postgres"));
        }
    }

    JsonNode post(String path, Map<String, ?> body, String token) throws Exception {
        return call("POST", path, body, token);
    }

    JsonNode call(String method, String path, Map<String, ?> body, String token) throws Exception {
        HttpResponse<byte[]> answer = send(method, path, JSON.writeValueAsString(body), token);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + new String(answer.body()));
        }
        return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    /// Sends a form with files.
    JsonNode postFile(String path, byte[] form, String boundary, String token) throws Exception {
        HttpResponse<byte[]> answer = http.orElseThrow()
                .send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(PATIENCE)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + new String(answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /// As [#post(String, Map, String)], but a no, a broken connection and silence are all nothing.
    Optional<JsonNode> tryPost(String path, String body, String token) {
        try {
            HttpResponse<byte[]> answer = send("POST", path, body, token);
            if (answer.statusCode() / 100 == 2) {
                return Optional.of(JSON.readTree(answer.body()));
            }
            trouble = answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
            return Optional.empty();
        } catch (IOException broken) {
            trouble = broken.toString();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Why the last call that was only tried came to nothing.
    String trouble() {
        return trouble;
    }

    /// What a house at another address answers to a call; empty if nobody does.
    Optional<Integer> tryPostAt(URI other, String path, Map<String, ?> body) throws InterruptedException {
        try {
            return Optional.of(http.orElseThrow()
                    .send(
                            HttpRequest.newBuilder(other.resolve(path))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    /// A page of a house at another address.
    HttpResponse<byte[]> getAt(URI other, String path) throws Exception {
        return http.orElseThrow()
                .send(
                        HttpRequest.newBuilder(other.resolve(path))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) {
        try {
            return send("GET", path, "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, */*;q=0.1")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.orElseThrow().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /// Stops in order, and leaves nothing running behind.
    @Override
    public void close() throws Exception {
        if (process.isPresent()) {
            process.get().destroy();
            if (!process.get().waitFor(90, TimeUnit.SECONDS)) {
                process.get().destroyForcibly().waitFor();
            }
        }
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }
}
