package io.equiveil.vault;

/// The firm's own timestamp authority (RFC 3161). It shows that something existed at a moment to whoever trusts
/// the firm's root; a stranger is better served by an outside authority, which a setting may name later.
public interface TimestampAuthority {

    /// Makes a timestamp token over a digest.
    ///
    /// @param digestAlgorithm object identifier: SHA-256, SHA-384 or SHA-512
    /// @return DER of the token (CMS SignedData)
    /// @throws IllegalArgumentException if the algorithm is another, or the length does not fit it
    byte[] timestamp(String digestAlgorithm, byte[] digest);
}
