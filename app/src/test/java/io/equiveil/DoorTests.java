package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator's own certificate.
class DoorTests {

    private static final Clock TODAY = Clock.systemUTC();

    @TempDir
    Path folder;

    private final PublicAddress address = new PublicAddress("https", "firm.example", 443);

    @BeforeEach
    void makeCertificates() throws Exception {
        make("own");
        make("other");
    }

    @Test
    void isServedWithTls13Only() {
        Door.Tls door = Door.Tls.ofOperator(address, pem("own.crt"), pem("own.key"), TODAY);

        assertThat(door.bundle().getOptions().getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(door.own()).isEmpty();
        assertThat(door.address().origin()).hasToString("https://firm.example");
    }

    @Test
    void isRefusedWhenItIsNotValidNow() {
        Clock inTwoYears = Clock.fixed(Instant.now().plus(Duration.ofDays(730)), ZoneOffset.UTC);

        assertThatThrownBy(() -> Door.Tls.ofOperator(address, pem("own.crt"), pem("own.key"), inTwoYears))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("not valid at this time");
    }

    @Test
    void isRefusedWithAnotherCertificatesKey() {
        assertThatThrownBy(() -> Door.Tls.ofOperator(address, pem("own.crt"), pem("other.key"), TODAY))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("belonging together");
    }

    @Test
    void isRefusedWhenAFileIsNoPem() throws Exception {
        Files.writeString(pem("own.key"), "not a key");

        assertThatThrownBy(() -> Door.Tls.ofOperator(address, pem("own.crt"), pem("own.key"), TODAY))
                .isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> Door.Tls.ofOperator(address, pem("own.crt"), pem("absent.key"), TODAY))
                .isInstanceOf(StartRefused.class);
    }

    private Path pem(String name) {
        return folder.resolve(name);
    }

    private void make(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=firm.example",
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = java.security.KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        write(name + ".crt", "CERTIFICATE", keys.getCertificate("x").getEncoded());
        write(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey("x", "changeit".toCharArray()).getEncoded());
    }

    private void write(String name, String kind, byte[] content) throws Exception {
        String body = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
