package io.equiveil.vault;

/// Why an uploaded certificate cannot be used. Each has a sentence (`setup.certificate.fault.…`).
public enum CertificateFault {
    TOO_LARGE,
    /// Neither PEM nor PFX nor JKS nor an archive of them.
    NOT_UNDERSTOOD,
    /// The password of the PFX, or of the key, is missing or wrong.
    PASSWORD,
    NO_CERTIFICATE,
    NO_KEY,
    /// Several private keys, none or more than one of which fits.
    NO_MATCH,
    EXPIRED,
    NOT_YET_VALID,
    /// It is for other names than the server's.
    OTHER_NAME,
    /// RSA below 2048 bits, or a key that TLS 1.3 does not take.
    WEAK_KEY
}
