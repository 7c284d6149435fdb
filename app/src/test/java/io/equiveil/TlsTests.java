package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `start` as an operator runs it, seen by a client that trusts the local authority and nothing else.
class TlsTests {

    @TempDir
    Path folder;

    @Test
    void servesTls13OnlyWithACertificateOfItsOwnAuthority() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "long enough for anything\n");
        Files.setPosixFilePermissions(
                folder.resolve("passphrase"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        try (EquiVeilProcess start = EquiVeilProcess.run(
                        folder,
                        Map.of(),
                        "start",
                        "--data",
                        "d",
                        "--port",
                        "0",
                        "--passphrase-file",
                        folder.resolve("passphrase").toString())
                .awaitLine("Ctrl-C")) {
            int port = Integer.parseInt(start.said().replaceAll("(?s).*Pages: https://localhost:([0-9]+).*", "$1"));
            Path authority = folder.resolve("d/keys/tls-authority.crt");
            assertThat(start.said()).contains("SHA-256 ").contains(authority.toString());

            assertThat(ask(port, authority, "TLSv1.3")).startsWith("HTTP/1.1 200 ");
            assertThatThrownBy(() -> ask(port, authority, "TLSv1.2")).isInstanceOf(SSLException.class);
        }
        noPrivateKeyInClear(folder.resolve("d/keys"));
    }

    private static String ask(int port, Path authority, String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authority)));
        trusted.setCertificateEntry("authority", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /actuator/health HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void noPrivateKeyInClear(Path keys) throws Exception {
        // How every PKCS #8 key on this curve begins, in DER and as PEM's base64 would show it.
        byte[] algorithm = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
        try (Stream<Path> files = Files.walk(keys)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content).as(file.toString()).doesNotContain("PRIVATE KEY");
                if (file.toString().endsWith(".sealed")) {
                    assertThat(content)
                            .doesNotContain(new String(algorithm, StandardCharsets.ISO_8859_1))
                            .doesNotContain(Base64.getEncoder().encodeToString(algorithm));
                }
            }
        }
    }
}
