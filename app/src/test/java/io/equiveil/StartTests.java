package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.engine.DataFolder;
import io.equiveil.vault.DatabasePasswords;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyFile;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One installation's life as its operator sees it, in order: `start`, `kill -9`, `start` again, `stop`, `doctor`.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartTests {

    @TempDir
    static Path folder;

    private static EquiVeilProcess running;

    @BeforeAll
    static void startForTheFirstTime() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "long enough for anything\n");
        Files.setPosixFilePermissions(folder.resolve("passphrase"), PosixFilePermissions.fromString("rw-------"));
        running = start();
    }

    @AfterAll
    static void leaveNothingRunning() throws Exception {
        running.close();
    }

    @Test
    @Order(1)
    void saysWhereThePagesAreAndHowToTrustThem() throws Exception {
        assertThat(running.said())
                .contains("https://localhost:" + port())
                .contains("SHA-256 ")
                .contains(folder.resolve("d/keys/tls-authority.crt").toString())
                .doesNotContain("long enough for anything");
    }

    @Test
    @Order(2)
    void servesTls13OnlyWithACertificateOfItsOwnAuthority() throws Exception {
        assertThat(ask("TLSv1.3")).startsWith("HTTP/1.1 200 ");
        assertThatThrownBy(() -> ask("TLSv1.2")).isInstanceOf(SSLException.class);
    }

    @Test
    @Order(3)
    void keepsNoPrivateKeyInClear() throws Exception {
        // How every PKCS #8 key on this curve begins, in DER and as PEM's base64 would show it.
        byte[] algorithm = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
        try (Stream<Path> files = Files.walk(folder.resolve("d/keys"))) {
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

    @Test
    @Order(4)
    void losesNothingThatWasCommittedWhenItIsKilled() throws Exception {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create table public.kept (word text)");
            statement.execute("insert into public.kept values ('acknowledged')");
        }
        String authority = Files.readString(folder.resolve("d/keys/tls-authority.crt"));
        running.kill();
        long orphan = postmaster().orElseThrow().pid();

        running = start();

        assertThat(ProcessHandle.of(orphan).flatMap(process -> process.info().command()))
                .as("the database that outlived its application was ended")
                .isEmpty();
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from public.kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("acknowledged");
        }
        assertThat(folder.resolve("d/keys/tls-authority.crt")).hasContent(authority);
    }

    @Test
    @Order(5)
    void stopEndsItInGoodOrderAndWaits() throws Exception {
        try (EquiVeilProcess stop = EquiVeilProcess.run(folder, Map.of(), "stop", "--data", "d")) {
            assertThat(stop.exitCode()).isZero();
        }

        assertThat(DataFolder.isHeld(folder.resolve("d"))).isFalse();
        assertThat(running.exitCode()).isEqualTo(143);
        assertThat(postmaster()).isEmpty();
        assertThat(folder.resolve("d/run")).isEmptyDirectory();
        try (EquiVeilProcess again = EquiVeilProcess.run(folder, Map.of(), "stop", "--data", "d")) {
            assertThat(again.exitCode()).isZero();
            assertThat(again.said()).contains("No EquiVeil is running");
        }
    }

    @Test
    @Order(6)
    void theDoctorFindsItWell() throws Exception {
        assertThat(doctor(0)).contains("commits are on disk").doesNotContain("✗");
    }

    @Test
    @Order(7)
    void theDoctorSeesAKeyFileThatOthersCanRead() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("d/keys/root.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(doctor(1)).contains("✗").contains("others can read the key file");
    }

    private static EquiVeilProcess start() throws Exception {
        return EquiVeilProcess.run(
                        folder,
                        Map.of(),
                        "start",
                        "--data",
                        "d",
                        "--port",
                        "0",
                        "--passphrase-file",
                        folder.resolve("passphrase").toString())
                .awaitLine("Ctrl-C");
    }

    private static String doctor(int exitCode) throws Exception {
        try (EquiVeilProcess doctor = EquiVeilProcess.run(folder, Map.of(), "doctor", "--data", "d")) {
            assertThat(doctor.exitCode()).as(doctor.said()).isEqualTo(exitCode);
            return doctor.said();
        }
    }

    private static int port() throws Exception {
        return Integer.parseInt(running.said().replaceAll("(?s).*Pages: https://localhost:([0-9]+).*", "$1"));
    }

    /// As a client that trusts the local authority and nothing else.
    private static String ask(String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                Files.readAllBytes(folder.resolve("d/keys/tls-authority.crt")))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /actuator/health HTTP/1.1\r\nHost: localhost:" + port() + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Only who has the passphrase can do this: the password is derived from the root key.
    private static Connection superuser() throws Exception {
        char[] passphrase =
                Files.readString(folder.resolve("passphrase")).strip().toCharArray();
        RootKey rootKey = RootKeyFile.openOrCreate(folder.resolve("d/keys/root.key"), passphrase);
        String port = Files.readString(folder.resolve("d/pg/port")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/equiveil",
                "postgres",
                new String(DatabasePasswords.of(rootKey).apply("postgres")));
    }

    private static Optional<ProcessHandle> postmaster() throws Exception {
        Path pidFile = folder.resolve("d/pg/data/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }
}
