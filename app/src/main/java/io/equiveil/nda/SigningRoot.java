package io.equiveil.nda;

import io.equiveil.kernel.Digest;
import io.equiveil.vault.SigningKeys;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Service;

/// The root certificate of the firm's own signing authority, for whoever verifies a signed agreement.
///
/// Our own authority, not a licensed one: readers trust it only once it was imported, after its fingerprint was
/// compared.
@Service
public class SigningRoot {

    private final X509Certificate root;

    SigningRoot(SigningKeys keys) {
        this.root = keys.root();
    }

    /// The certificate in DER.
    public byte[] der() {
        try {
            return root.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The certificate in PEM (RFC 7468).
    public String pem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /// SHA-256 of the DER in pairs of hexadecimal digits, as readers show it.
    public String fingerprint() {
        return Digest.sha256(der()).hex().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    }

    /// What it is called.
    public String name() {
        return root.getSubjectX500Principal().getName();
    }

    public Instant validUntil() {
        return root.getNotAfter().toInstant();
    }
}
