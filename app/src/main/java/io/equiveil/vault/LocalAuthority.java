package io.equiveil.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The small certificate authority of one installation, for TLS where the operator has no certificate of their own.
///
/// The authority (EC P-256) lasts ten years and may sign end certificates only; the server's certificate lasts a year
/// and is made anew when it is near its end or the host names change. Private keys lie in the data folder sealed under
/// the root key, never in clear.
public final class LocalAuthority {

    private static final Duration AUTHORITY_LASTS = Duration.ofDays(3652);
    private static final Duration SERVER_LASTS = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final String CURVE = "secp256r1";

    private final Path authorityCertificate;
    private final Path authorityKey;
    private final Path serverCertificate;
    private final Path serverKey;
    private final RootKey rootKey;
    private final Clock clock;

    /// @param keys the folder where certificates and sealed keys lie
    public LocalAuthority(Path keys, RootKey rootKey, Clock clock) {
        this.authorityCertificate = keys.resolve("tls-authority.crt");
        this.authorityKey = keys.resolve("tls-authority.key.sealed");
        this.serverCertificate = keys.resolve("tls-server.crt");
        this.serverKey = keys.resolve("tls-server.key.sealed");
        this.rootKey = rootKey;
        this.clock = clock;
    }

    /// The server's key and certificate, in memory.
    ///
    /// @param keyStore one entry, `server`, protected by the password
    /// @param authority the file to import where browsers shall trust this server
    /// @param fingerprint SHA-256 of the authority's certificate, in hex with colons
    public record ServerIdentity(KeyStore keyStore, String password, Path authority, String fingerprint) {
        @Override
        public String toString() {
            return "ServerIdentity[" + fingerprint + "]";
        }
    }

    /// The identity of this server for the names given, made or renewed where needed.
    ///
    /// @param names host names and IP addresses, all of which go into the certificate
    /// @throws IOException if a file cannot be read or written, or was changed
    public ServerIdentity serverFor(Collection<String> names) throws IOException {
        try {
            X509Certificate authority = authority();
            SortedSet<String> wanted = new TreeSet<>(names);
            if (!stillGood(authority, wanted)) {
                issue(authority, wanted);
            }
            return identity(authority);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the local certificate authority cannot be used", e);
        }
    }

    private X509Certificate authority() throws IOException, GeneralSecurityException, OperatorCreationException {
        if (Files.exists(authorityCertificate) && Files.exists(authorityKey)) {
            X509Certificate found = certificate(authorityCertificate);
            if (found.getNotAfter().toInstant().isAfter(clock.instant().plus(SERVER_LASTS))) {
                return found;
            }
        }
        KeyPair pair = newPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "EquiVeil")
                .addRDN(BCStyle.CN, "EquiVeil local authority " + HexFormat.of().toHexDigits(serial().intValue()))
                .build();
        X509v3CertificateBuilder builder = builder(name, name, pair, AUTHORITY_LASTS);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
        X509Certificate made = signed(builder, pair.getPrivate());
        // Key and certificate are two files: a crash between them must leave a pair that is seen to be missing.
        Files.deleteIfExists(authorityCertificate);
        SealedKeyFile.write(authorityKey, rootKey, pair.getPrivate().getEncoded());
        DurableFile.replace(authorityCertificate, pem(made));
        return made;
    }

    private boolean stillGood(X509Certificate authority, SortedSet<String> wanted)
            throws IOException, GeneralSecurityException {
        if (!Files.exists(serverCertificate) || !Files.exists(serverKey)) {
            return false;
        }
        X509Certificate server = certificate(serverCertificate);
        return server.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                && server.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE))
                && namesIn(server).equals(wanted);
    }

    private void issue(X509Certificate authority, SortedSet<String> names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        PrivateKey signer = privateKey(SealedKeyFile.read(authorityKey, rootKey));
        KeyPair pair = newPair();
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "EquiVeil")
                .addRDN(BCStyle.CN, names.contains("localhost") ? "localhost" : names.first())
                .build();
        X500Name issuer =
                X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(issuer, subject, pair, SERVER_LASTS);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.stream().map(LocalAuthority::generalName).toArray(GeneralName[]::new)));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(authority));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
        X509Certificate made = signed(builder, signer);
        Files.deleteIfExists(serverCertificate);
        SealedKeyFile.write(serverKey, rootKey, pair.getPrivate().getEncoded());
        DurableFile.replace(serverCertificate, pem(made));
    }

    private ServerIdentity identity(X509Certificate authority) throws IOException, GeneralSecurityException {
        String password = HexFormat.of().formatHex(random(16));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                privateKey(SealedKeyFile.read(serverKey, rootKey)),
                password.toCharArray(),
                new Certificate[] {certificate(serverCertificate), authority});
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(authority.getEncoded());
        return new ServerIdentity(
                store,
                password,
                authorityCertificate,
                HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair, Duration lasts) {
        Instant now = clock.instant();
        // An hour back, for readers whose clocks are slow.
        return new JcaX509v3CertificateBuilder(
                issuer,
                serial(),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(lasts)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        byte[] encoded = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))
                .getEncoded();
        return parsed(encoded);
    }

    private static GeneralName generalName(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static SortedSet<String> namesIn(X509Certificate certificate) throws GeneralSecurityException {
        SortedSet<String> names = new TreeSet<>();
        Collection<List<?>> found = certificate.getSubjectAlternativeNames();
        for (List<?> name : found == null ? List.<List<?>>of() : found) {
            names.add(String.valueOf(name.get(1)));
        }
        // The JDK writes ::1 in full.
        return names.remove("0:0:0:0:0:0:0:1") ? with(names, "::1") : names;
    }

    private static SortedSet<String> with(SortedSet<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return new TreeSet<>(all);
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(CURVE));
        return generator.generateKeyPair();
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static X509Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        return parsed(Files.readAllBytes(pem));
    }

    private static X509Certificate parsed(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static byte[] pem(X509Certificate certificate) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static BigInteger serial() {
        return new BigInteger(1, random(16)).setBit(0);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
