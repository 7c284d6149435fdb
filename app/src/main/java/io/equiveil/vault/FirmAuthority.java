package io.equiveil.vault;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// The firm's own certification authority (RFC 5280): one root, made at the first start, kept sealed;
/// below it keys
/// that live for one signature.
///
/// The certificate of a one-time key is valid from a minute ago, for clocks that are behind, until ten minutes
/// from now.
@Service
class FirmAuthority implements SigningKeys {

    static final Duration BEFORE = Duration.ofMinutes(1);
    static final Duration AFTER = Duration.ofMinutes(10);

    // ETSI EN 319 412-1, 5.2: too short-lived to be revoked, so that readers do not ask for a revocation list.
    private static final ASN1ObjectIdentifier VALIDITY_ASSURED = new ASN1ObjectIdentifier("0.4.0.194121.2.1");

    private static final int YEARS = 10;
    private static final String SIGNATURE = "SHA256withECDSA";

    private final Clock clock;
    private final Randomness randomness = new Randomness();
    private final PrivateKey rootKey;
    private final X509Certificate root;

    FirmAuthority(InternalValues internal, Clock clock, @Value("${equiveil.firm.name:EquiVeil}") String firmName) {
        this.clock = clock;
        ByteBuffer kept = ByteBuffer.wrap(
                internal.keptOrMade("firm authority, EC P-256", () -> makeRoot(firmName, clock.instant())));
        try {
            byte[] key = block(kept);
            this.rootKey = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
            Arrays.fill(key, (byte) 0);
            this.root = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block(kept)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the firm's authority cannot be read", e);
        }
    }

    private static byte[] block(ByteBuffer from) {
        byte[] block = new byte[from.getInt()];
        from.get(block);
        return block;
    }

    private byte[] makeRoot(String firmName, Instant now) {
        KeyPair pair = newPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, firmName)
                .addRDN(BCStyle.CN, "EquiVeil Signing Root " + new BigInteger(1, randomness.bytes(4)).toString(16))
                .build();
        Instant until = now.atZone(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        X509Certificate certificate = certify(name, name, pair.getPublic(), pair, now.minus(BEFORE), until, true);
        try {
            return new Canonical()
                    .block(pair.getPrivate().getEncoded())
                    .block(certificate.getEncoded())
                    .toBytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate made just now cannot be encoded", e);
        }
    }

    @Override
    public X509Certificate root() {
        return root;
    }

    @Override
    public OneTimeSigner oneTimeSigner(String commonName) {
        KeyPair pair = newPair();
        Instant now = clock.instant();
        X500Name issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
        X509Certificate certificate = certify(
                issuer,
                subject,
                pair.getPublic(),
                new KeyPair(root.getPublicKey(), rootKey),
                now.minus(BEFORE),
                now.plus(AFTER),
                false);
        return new SingleSignature(pair.getPrivate(), List.of(certificate, root));
    }

    private X509Certificate certify(
            X500Name issuer,
            X500Name subject,
            PublicKey subjectKey,
            KeyPair issuerKey,
            Instant from,
            Instant until,
            boolean authority) {
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(1, randomness.bytes(16)).setBit(126).clearBit(127),
                            Date.from(from.truncatedTo(ChronoUnit.SECONDS)),
                            Date.from(until.truncatedTo(ChronoUnit.SECONDS)),
                            subject,
                            subjectKey)
                    .addExtension(
                            Extension.basicConstraints,
                            true,
                            authority ? new BasicConstraints(0) : new BasicConstraints(false))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(
                                    authority
                                            ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                            : KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subjectKey))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(issuerKey.getPublic()));
            if (!authority) {
                builder.addExtension(VALIDITY_ASSURED, false, DERNull.INSTANCE);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(SIGNATURE).build(issuerKey.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    /// A certificate for the firm's timestamps: five years, that use only (RFC 3161, 2.3).
    X509Certificate certifyTimestamps(PublicKey key) {
        Instant now = clock.instant();
        try {
            X500Name issuer =
                    X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(1, randomness.bytes(16)).setBit(126).clearBit(127),
                            Date.from(now.minus(BEFORE).truncatedTo(ChronoUnit.SECONDS)),
                            Date.from(now.atZone(ZoneOffset.UTC).plusYears(5).toInstant()),
                            new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.CN, "EquiVeil Timestamps")
                                    .build(),
                            key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(root.getPublicKey()));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(rootKey)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), randomness.source());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is part of every JDK", e);
        }
    }

    private static final class SingleSignature implements OneTimeSigner {
        private final List<X509Certificate> chain;
        private @Nullable PrivateKey key;

        private SingleSignature(PrivateKey key, List<X509Certificate> chain) {
            this.key = key;
            this.chain = chain;
        }

        @Override
        public List<X509Certificate> chain() {
            return chain;
        }

        @Override
        public synchronized byte[] sign(byte[] toBeSigned) {
            PrivateKey once = key;
            if (once == null) {
                throw new IllegalStateException("a one-time key signs once");
            }
            key = null;
            try {
                Signature signature = Signature.getInstance(SIGNATURE);
                signature.initSign(once);
                signature.update(toBeSigned);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("ECDSA is part of every JDK", e);
            }
        }
    }
}
