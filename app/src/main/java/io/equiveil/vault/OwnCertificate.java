package io.equiveil.vault;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A TLS certificate of the firm's own with its private key and chain. Does not print its key.
public final class OwnCertificate {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int DNS_NAME = 2;

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private OwnCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /// It cannot be used.
    public static final class Unusable extends Exception {

        private final CertificateFault fault;

        Unusable(CertificateFault fault) {
            super("the certificate cannot be used: " + fault);
            this.fault = fault;
        }

        public CertificateFault fault() {
            return fault;
        }
    }

    /// Finds the key's certificate and puts the others behind it in order; what does not belong is left out.
    static OwnCertificate of(Collection<PrivateKey> keys, Collection<X509Certificate> certificates) throws Unusable {
        if (certificates.isEmpty()) {
            throw new Unusable(CertificateFault.NO_CERTIFICATE);
        }
        if (keys.isEmpty()) {
            throw new Unusable(CertificateFault.NO_KEY);
        }
        for (PrivateKey key : keys) {
            for (X509Certificate certificate : certificates) {
                if (KeyMatch.belongTogether(key, certificate.getPublicKey())) {
                    return new OwnCertificate(key, ordered(certificate, certificates));
                }
            }
        }
        throw new Unusable(CertificateFault.NO_MATCH);
    }

    private static List<X509Certificate> ordered(X509Certificate first, Collection<X509Certificate> all) {
        List<X509Certificate> chain = new ArrayList<>(List.of(first));
        Optional<X509Certificate> next = issuer(first, all);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = issuer(next.get(), all);
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(X509Certificate of, Collection<X509Certificate> all) {
        return all.stream()
                .filter(one -> one.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .filter(one -> !one.equals(of) && signed(one, of))
                .findFirst();
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException another) {
            return false;
        }
    }

    /// Whether this server may show it now.
    ///
    /// @param host the server's public name
    /// @throws Unusable with the first thing that is wrong
    void check(String host, Instant now) throws Unusable {
        if (now.isAfter(notAfter())) {
            throw new Unusable(CertificateFault.EXPIRED);
        }
        if (now.isBefore(first().getNotBefore().toInstant())) {
            throw new Unusable(CertificateFault.NOT_YET_VALID);
        }
        if (!covers(host)) {
            throw new Unusable(CertificateFault.OTHER_NAME);
        }
        boolean weak = switch (first().getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() < LEAST_RSA_BITS;
            default ->
                !List.of("EC", "EdDSA", "Ed25519")
                        .contains(first().getPublicKey().getAlgorithm());
        };
        if (weak) {
            throw new Unusable(CertificateFault.WEAK_KEY);
        }
    }

    private X509Certificate first() {
        return chain.getFirst();
    }

    PrivateKey key() {
        return key;
    }

    /// The certificate, then those that signed it.
    public List<X509Certificate> chain() {
        return chain;
    }

    public Instant notAfter() {
        return first().getNotAfter().toInstant();
    }

    /// Whether whoever signed it came along, or it signed itself: else telephones may not trust it.
    public boolean isComplete() {
        X509Certificate last = chain.getLast();
        boolean signsItself = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        return chain.size() > 1 || signsItself;
    }

    /// The host names it is for, as they stand in it.
    public List<String> names() {
        try {
            Collection<List<?>> found = first().getSubjectAlternativeNames();
            return found == null
                    ? List.of()
                    : found.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.getFirst()))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /// Whether it is for this host name; a star stands for one label (RFC 9525).
    boolean covers(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        String starred = dot < 0 ? wanted : "*" + wanted.substring(dot);
        return names().stream().anyMatch(name -> name.equals(wanted) || dot > 0 && name.equals(starred));
    }

    @Override
    public String toString() {
        return "OwnCertificate[" + names() + "]";
    }
}
