package io.equiveil.matters;

import io.equiveil.proofs.EvidenceFile;

/// The proof of a certificate of destruction, for anybody to check without us.
public sealed interface CertificateEvidence {

    /// The file.
    record Ready(EvidenceFile file) implements CertificateEvidence {}

    /// No checkpoint covers the entries yet: try again in a second or two.
    record NotYet() implements CertificateEvidence {}

    /// Nothing was destroyed, or it is not this person's affair.
    record None() implements CertificateEvidence {}
}
