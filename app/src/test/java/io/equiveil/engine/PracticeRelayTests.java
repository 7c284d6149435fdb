package io.equiveil.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.equiveil.LocalhostCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The practice house's door passes on what comes by TLS, shows the certificate of the moment, and closes at once.
class PracticeRelayTests {

    @TempDir
    Path folder;

    @Test
    void passesOnBothWaysByTlsOnlyUntilItIsClosed() throws Exception {
        HttpServer house = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "一".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        house.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        house.start();
        int port = freePort();
        SSLContext tls = tls();
        PracticeRelay relay = PracticeRelay.open(port, house.getAddress().getPort(), () -> tls);
        try (HttpClient browser = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpRequest asked = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                    .build();
            assertThat(browser.send(asked, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(page);
            assertThat(PracticeRelay.isFree(port)).isFalse();
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
                plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("200");
            }
            relay.close();
            assertThatThrownBy(() -> browser.send(asked, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
            assertThat(PracticeRelay.isFree(port)).isTrue();
        } finally {
            relay.close();
            house.stop(0);
        }
    }

    private SSLContext tls() throws Exception {
        KeyStore store = LocalhostCertificate.make(folder);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, LocalhostCertificate.password());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
