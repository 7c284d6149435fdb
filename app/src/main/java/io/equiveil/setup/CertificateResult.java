package io.equiveil.setup;

/// What came of uploading or removing a certificate.
public sealed interface CertificateResult {

    /// Kept.
    ///
    /// @param servedNow whether the server shows it already; else from the next start on
    record Installed(CertificateStanding.Uploaded certificate, boolean servedNow) implements CertificateResult {}

    /// Removed; from the next start on the one before is shown again.
    record Removed() implements CertificateResult {}

    /// It cannot be used; the one before stays.
    ///
    /// @param fault why, as the vault calls it; each has a sentence (`setup.certificate.fault.…`)
    record Refused(String fault) implements CertificateResult {}

    /// There is none to be removed.
    record NothingThere() implements CertificateResult {}

    /// Only owner and administrator do this.
    record NotYours() implements CertificateResult {}
}
