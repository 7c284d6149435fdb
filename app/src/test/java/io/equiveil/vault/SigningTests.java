package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.vault.SigningKeys.OneTimeSigner;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SigningTests {

    private final AVault vault = new AVault();
    private final SigningKeys keys = new FirmAuthority(vault.internal, vault.clock, "示例机构");

    @Test
    void theRootIsMadeOnceAndIsTheSameAfterEveryStart() {
        assertThat(new FirmAuthority(vault.internal, vault.clock, "another name").root())
                .isEqualTo(keys.root());
        assertThat(Duration.between(
                        keys.root().getNotBefore().toInstant(),
                        keys.root().getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(3650), Duration.ofDays(3654));
    }

    @Test
    void aOneTimeKeySignsOnceAndItsChainEndsAtTheRoot() throws Exception {
        OneTimeSigner signer = keys.oneTimeSigner("甲方");
        byte[] message = "agreement".getBytes();

        byte[] signature = signer.sign(message);

        X509Certificate leaf = signer.chain().getFirst();
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(leaf);
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
        validate(signer.chain());
        assertThat(signer.chain().getLast()).isEqualTo(keys.root());
        assertThatThrownBy(() -> signer.sign(message)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCertificateLivesForMinutesAndSignsNoOthers() {
        X509Certificate leaf = keys.oneTimeSigner("甲方").chain().getFirst();

        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofMinutes(11));
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getKeyUsage()[0]).isTrue();
        assertThat(leaf.getKeyUsage()[5]).isFalse();
        assertThat(leaf.getSerialNumber())
                .isNotEqualTo(keys.oneTimeSigner("甲方").chain().getFirst().getSerialNumber());
    }

    @Test
    void thePrivateKeyOfTheRootIsNowhereInClear() {
        byte[] stored = vault.jdbc
                .sql("select content_sealed from vault.internal where name = 'firm authority, EC P-256'")
                .query((row, _) -> row.getBytes(1))
                .single();

        assertThat(stored[0]).isEqualTo((byte) 'H');
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("EquiVeil Signing Root");
    }

    @Test
    void checkpointsAreSignedWithTheLogsKeyAfterEveryStart() throws Exception {
        SealedLedgerKeys log = new SealedLedgerKeys(vault.internal, vault.houseKeys);
        byte[] note = "example.org/log\n1\nAAAA\n".getBytes();

        byte[] signature = log.sign(note);

        // Verified by another implementation than the one that signed.
        byte[] encoded = java.nio.ByteBuffer.allocate(44)
                .put(Base64.getDecoder().decode("MCowBQYDK2VwAyEA"))
                .put(new SealedLedgerKeys(vault.internal, vault.houseKeys).publicKey())
                .array();
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(note);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void aChangedStoredKeyStopsTheStart() {
        vault.internal.keptOrMade("test key", () -> new byte[] {1});
        vault.database
                .ownerJdbc()
                .sql("update vault.internal set content_sealed = set_byte(content_sealed, 60,"
                        + " get_byte(content_sealed, 60) # 1) where name = 'test key'")
                .update();

        assertThatThrownBy(() -> vault.internal.keptOrMade("test key", () -> new byte[] {2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("altered");

        vault.database
                .ownerJdbc()
                .sql("delete from vault.internal where name = 'test key'")
                .update();
    }

    private void validate(List<X509Certificate> chain) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(keys.root(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(vault.clock.instant()));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, 1)), parameters);
    }
}
