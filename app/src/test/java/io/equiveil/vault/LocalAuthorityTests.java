package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTests {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path keys;

    private final RootKey rootKey = new RootKey(new byte[32]);

    @Test
    void keepsAuthorityAndCertificateWhileTheyAreGood() throws Exception {
        var first = at(NOW).serverFor(List.of("localhost", "::1", "127.0.0.1"));
        var second = at(NOW.plus(Duration.ofDays(300))).serverFor(List.of("127.0.0.1", "localhost", "::1"));

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(server(second)).isEqualTo(server(first));
    }

    @Test
    void renewsTheServersCertificateBeforeItEndsOrWhenNamesChangeUnderTheSameAuthority() throws Exception {
        var first = at(NOW).serverFor(List.of("localhost"));
        var later = at(NOW.plus(Duration.ofDays(340))).serverFor(List.of("localhost"));
        var renamed = at(NOW.plus(Duration.ofDays(341))).serverFor(List.of("localhost", "firm.example"));

        assertThat(later.fingerprint()).isEqualTo(first.fingerprint()).isEqualTo(renamed.fingerprint());
        assertThat(server(later)).isNotEqualTo(server(first));
        assertThat(server(renamed).getSubjectAlternativeNames()).hasSize(2);
    }

    @Test
    void signsTheServerAndNothingFurther() throws Exception {
        var identity = at(NOW).serverFor(List.of("localhost"));
        X509Certificate server = server(identity);
        X509Certificate authority = (X509Certificate) identity.keyStore().getCertificateChain("server")[1];

        server.verify(authority.getPublicKey());
        authority.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void refusesKeyFilesThatWereChangedOrSwapped() throws Exception {
        at(NOW).serverFor(List.of("localhost"));
        Path serverKey = keys.resolve("tls-server.key.sealed");
        byte[] good = Files.readAllBytes(serverKey);
        byte[] bad = good.clone();
        bad[40] ^= 1;
        Files.write(serverKey, bad);
        assertThatThrownBy(() -> at(NOW).serverFor(List.of("localhost"))).isInstanceOf(IOException.class);

        Files.write(serverKey, Files.readAllBytes(keys.resolve("tls-authority.key.sealed")));
        assertThatThrownBy(() -> at(NOW).serverFor(List.of("localhost"))).isInstanceOf(IOException.class);

        Files.write(serverKey, good);
        assertThat(at(NOW).serverFor(List.of("localhost"))).isNotNull();
    }

    private LocalAuthority at(Instant instant) {
        return new LocalAuthority(keys, rootKey, Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static X509Certificate server(LocalAuthority.ServerIdentity identity) throws Exception {
        return (X509Certificate) identity.keyStore().getCertificate("server");
    }
}
