package io.equiveil.setup;

import io.equiveil.LocalhostCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A real certificate authority for tests (Debian's `pebble`), and a name server that says what it is told.
final class Pebble implements AutoCloseable {

    static final String KEY_ID = "kid-1";
    static final String KEY = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

    private final Path folder;
    private final boolean wantsKey;
    private final List<Process> processes = new java.util.ArrayList<>();
    private final int port = freePort();
    private final int dns = freePort();
    private final int dnsManagement = freePort();

    private Pebble(Path folder, boolean wantsKey) {
        this.folder = folder;
        this.wantsKey = wantsKey;
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/pebble"));
    }

    static Pebble start(Path folder, boolean wantsKey) throws Exception {
        Pebble pebble = new Pebble(folder, wantsKey);
        pebble.start();
        return pebble;
    }

    private void start() throws Exception {
        certificate();
        Files.writeString(folder.resolve("pebble.json"), """
                {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "",
                 "certificate": "%s", "privateKey": "%s", "httpPort": 1, "tlsPort": 1, "ocspResponderURL": "",
                 "externalAccountBindingRequired": %s, "externalAccountMACKeys": {"%s": "%s"}}}
                """.formatted(
                        port, authority(), folder.resolve("key.pem"), wantsKey, KEY_ID, KEY));
        run(
                "pebble-challtestsrv",
                "-dns01",
                "127.0.0.1:" + dns,
                "-management",
                "127.0.0.1:" + dnsManagement,
                "-http01",
                "",
                "-https01",
                "",
                "-tlsalpn01",
                "");
        run("pebble", "-config", folder.resolve("pebble.json").toString(), "-dnsserver", resolver());
        for (int at : List.of(port, dnsManagement)) {
            awaitOpen(at);
        }
    }

    private void run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
        builder.environment().put("PEBBLE_AUTHZREUSE", "0");
        processes.add(builder.redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start());
    }

    private static void awaitOpen(int port) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            try (var _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(Duration.ofMillis(25));
            }
        }
        throw new IllegalStateException("nobody listens");
    }

    private void certificate() throws Exception {
        KeyStore keys = LocalhostCertificate.make(folder);
        pem(
                authority(),
                "CERTIFICATE",
                keys.getCertificate(LocalhostCertificate.ALIAS).getEncoded());
        pem(
                folder.resolve("key.pem"),
                "PRIVATE KEY",
                keys.getKey(LocalhostCertificate.ALIAS, LocalhostCertificate.password())
                        .getEncoded());
    }

    private static void pem(Path file, String label, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + label + "-----\n");
    }

    /// Whom to trust as this authority's server.
    Path authority() {
        return folder.resolve("authority.pem");
    }

    URI directory() {
        return URI.create("https://localhost:" + port + "/dir");
    }

    String resolver() {
        return "127.0.0.1:" + dns;
    }

    /// Sets a TXT record.
    void text(AcmeRecord record, String value) throws Exception {
        tell("set-txt", Map.of("host", record.name() + ".", "value", value));
    }

    /// Takes the TXT records away.
    void noText(AcmeRecord record) throws Exception {
        tell("clear-txt", Map.of("host", record.name() + "."));
    }

    /// The name leads elsewhere, as a firm that keeps such records in one zone lets it.
    void alias(String name, String target) throws Exception {
        tell("set-cname", Map.of("host", name + ".", "target", target + "."));
    }

    private void tell(String what, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dnsManagement + "/" + what))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
