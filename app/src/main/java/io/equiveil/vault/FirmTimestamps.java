package io.equiveil.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.springframework.stereotype.Service;

/// Timestamps under the firm's own root: a key made at the first start, kept sealed, certified for this
/// use only.
@Service
class FirmTimestamps implements TimestampAuthority {

    private static final Map<String, Integer> DIGEST_BYTES = Map.of(
            NISTObjectIdentifiers.id_sha256.getId(), 32,
            NISTObjectIdentifiers.id_sha384.getId(), 48,
            NISTObjectIdentifiers.id_sha512.getId(), 64);

    // An arc for documentation and tests (2.999, Rec. ITU-T X.660): this authority has no registered policy.
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.1");

    private final Clock clock;
    private final Randomness randomness = new Randomness();
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final X509Certificate root;

    FirmTimestamps(InternalValues internal, FirmAuthority authority, Clock clock) {
        this.clock = clock;
        this.root = authority.root();
        ByteBuffer kept = ByteBuffer.wrap(internal.keptOrMade("timestamp key, EC P-256", () -> make(authority)));
        try {
            byte[] encoded = block(kept);
            this.key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Arrays.fill(encoded, (byte) 0);
            this.certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block(kept)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the timestamp key cannot be read", e);
        }
    }

    private static byte[] make(FirmAuthority authority) {
        KeyPair pair = authority.newPair();
        try {
            return new Canonical()
                    .block(pair.getPrivate().getEncoded())
                    .block(authority.certifyTimestamps(pair.getPublic()).getEncoded())
                    .toBytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate made just now cannot be encoded", e);
        }
    }

    private static byte[] block(ByteBuffer from) {
        byte[] block = new byte[from.getInt()];
        from.get(block);
        return block;
    }

    @Override
    public byte[] timestamp(String digestAlgorithm, byte[] digest) {
        Integer length = DIGEST_BYTES.get(digestAlgorithm);
        if (length == null || length != digest.length) {
            throw new IllegalArgumentException("cannot timestamp " + digest.length + " bytes of " + digestAlgorithm);
        }
        try {
            TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", key, certificate),
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    POLICY);
            generator.addCertificates(new JcaCertStore(List.of(certificate, root)));
            TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
            requests.setCertReq(true);
            TimeStampRequest request = requests.generate(new ASN1ObjectIdentifier(digestAlgorithm), digest);
            return generator
                    .generate(request, new BigInteger(1, randomness.bytes(16)), Date.from(clock.instant()))
                    .getEncoded();
        } catch (TSPException | IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a timestamp could not be made", e);
        }
    }
}
