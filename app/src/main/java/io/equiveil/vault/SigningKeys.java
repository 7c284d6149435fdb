package io.equiveil.vault;

import java.security.cert.X509Certificate;
import java.util.List;

/// Keys that sign documents: the firm's own authority and one-time keys for signers. Private keys never leave.
public interface SigningKeys {

    /// The firm's root certificate (EC P-256), which readers may import.
    X509Certificate root();

    /// Makes a one-time key with a certificate of minutes for one signature, signs with it, and destroys it.
    ///
    /// @param commonName what the certificate says of the signer: a code name or the firm's own name, never
    ///                   more than the agreement itself shows
    OneTimeSigner oneTimeSigner(String commonName);

    /// A key that signs once.
    interface OneTimeSigner {

        /// The certificate and its issuers, root last.
        List<X509Certificate> chain();

        /// Signs with SHA256withECDSA; the key is destroyed afterwards.
        ///
        /// @throws IllegalStateException at the second call
        byte[] sign(byte[] toBeSigned);
    }
}
