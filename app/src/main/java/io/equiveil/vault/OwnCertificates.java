package io.equiveil.vault;

import io.equiveil.vault.OwnCertificate.Unusable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the firm's own TLS certificate in the data folder: the chain in clear, the key sealed under the root key.
public final class OwnCertificates {

    private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");

    private final Path chainFile;
    private final Path keyFile;
    private final RootKey rootKey;
    private final Clock clock;

    /// @param keys the folder where certificates and sealed keys lie
    public OwnCertificates(Path keys, RootKey rootKey, Clock clock) {
        this.chainFile = keys.resolve("tls-own.crt");
        this.keyFile = keys.resolve("tls-own.key.sealed");
        this.rootKey = rootKey;
        this.clock = clock;
    }

    /// Reads what a provider handed out.
    ///
    /// @param files    names and contents
    /// @param password of the PFX or of the key; empty if there is none
    /// @param host     the server's public name
    /// @throws Unusable naming what is wrong
    public OwnCertificate read(Map<String, byte[]> files, String password, String host) throws Unusable {
        CertificateFiles read = new CertificateFiles(password);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            read.add(file.getKey(), file.getValue());
        }
        OwnCertificate certificate = read.certificate();
        certificate.check(host, clock.instant());
        return certificate;
    }

    /// Looks at a certificate that was issued to this server.
    ///
    /// @param host the server's public name
    /// @throws Unusable naming what is wrong
    public void check(OwnCertificate certificate, String host) throws Unusable {
        certificate.check(host, clock.instant());
    }

    /// A certificate that lies on disk beside the one that is kept, so that nothing but two renames is left to do.
    public final class Ready {

        private Ready() {}

        /// Keeps it in place of the one before.
        public void putInPlace() throws IOException {
            // Two files: a crash between them must leave a pair that is seen to be missing.
            Files.deleteIfExists(chainFile);
            DurableFile.move(ready(keyFile), keyFile);
            DurableFile.move(ready(chainFile), chainFile);
        }

        /// Leaves the one before where it is.
        public void discard() throws IOException {
            Files.deleteIfExists(ready(chainFile));
            Files.deleteIfExists(ready(keyFile));
        }
    }

    /// Lays a certificate ready; the one that is kept stays until [Ready#putInPlace]. There is one place for it: of two
    /// at the same time the later counts.
    public Ready prepare(OwnCertificate certificate) throws IOException {
        byte[] key = certificate.key().getEncoded();
        try {
            DurableFile.replace(ready(keyFile), SealedKeyFile.content(keyFile, rootKey, key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        DurableFile.replace(ready(chainFile), pem(certificate).getBytes(StandardCharsets.US_ASCII));
        return new Ready();
    }

    private static Path ready(Path file) {
        return file.resolveSibling(file.getFileName() + ".ready");
    }

    private static String pem(OwnCertificate certificate) throws IOException {
        StringBuilder pem = new StringBuilder();
        try {
            for (X509Certificate one : certificate.chain()) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(one.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            return pem.toString();
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate does not encode", e);
        }
    }

    /// The certificate that is kept; empty if there is none, or it cannot be read any more.
    public Optional<OwnCertificate> kept() {
        if (!Files.exists(chainFile) || !Files.exists(keyFile)) {
            return Optional.empty();
        }
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chainFile)))) {
                chain.add((X509Certificate) one);
            }
            byte[] key = SealedKeyFile.read(keyFile, rootKey);
            try {
                return Optional.of(OwnCertificate.of(List.of(privateKey(key)), chain));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (IOException | GeneralSecurityException | Unusable e) {
            return Optional.empty();
        }
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException another) {
                // Of another kind.
            }
        }
        throw new GeneralSecurityException("a private key of no known kind");
    }

    /// Takes the certificate away.
    public void remove() throws IOException {
        Files.deleteIfExists(chainFile);
        Files.deleteIfExists(keyFile);
    }

    /// A certificate for the server: one entry, `server`.
    ///
    /// @param password for the store in memory
    public record Served(KeyStore store, String password) {
        @Override
        public String toString() {
            return "Served[hidden]";
        }
    }

    /// As the server takes it.
    public static Served served(OwnCertificate certificate) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server",
                    certificate.key(),
                    password.toCharArray(),
                    certificate.chain().toArray(Certificate[]::new));
            return new Served(store, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("PKCS #12 is part of every JDK", e);
        }
    }
}
