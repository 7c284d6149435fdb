package io.equiveil.vault;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// Key pairs (EC P-256) for what a certificate authority issues: the one of the account with it, and one for each
/// certificate. Keeps none; what is [#written] is a secret, to be sealed before it is stored.
public final class IssuedKeys {

    private IssuedKeys() {}

    /// A new one.
    public static KeyPair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is part of every JDK", e);
        }
    }

    /// Both halves as text. A secret.
    public static String written(KeyPair pair) {
        Base64.Encoder base64 = Base64.getEncoder();
        return base64.encodeToString(pair.getPrivate().getEncoded()) + " "
                + base64.encodeToString(pair.getPublic().getEncoded());
    }

    /// What [#written] wrote; empty if it is something else.
    public static Optional<KeyPair> read(String written) {
        String[] halves = written.split(" ", -1);
        if (halves.length != 2) {
            return Optional.empty();
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(base64.decode(halves[1]))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(halves[0])))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// A request for a certificate for one host name (PKCS #10, DER): the name stands where browsers look for it, and
    /// nothing else is said of the firm.
    public static byte[] request(KeyPair pair, String host) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            return new JcaPKCS10CertificationRequestBuilder(new X500Principal(""), pair.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("ECDSA is part of every JDK", e);
        }
    }

    /// The certificate that was issued for a key pair, with those that signed it.
    ///
    /// @throws OwnCertificate.Unusable if it is for another key
    public static OwnCertificate certificate(KeyPair pair, List<X509Certificate> chain) throws OwnCertificate.Unusable {
        return OwnCertificate.of(List.of(pair.getPrivate()), chain);
    }
}
