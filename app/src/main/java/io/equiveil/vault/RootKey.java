package io.equiveil.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The one secret from which every other key of an installation descends. It is in memory only.
///
/// It is never used itself: each use derives its own key, named by what it is for. It does not print itself.
public final class RootKey {

    /// Bytes of a root key.
    static final int LENGTH = 32;

    // Separates our derivations from any other use of the same 32 bytes (RFC 5869, the extract step's salt).
    private static final byte[] SALT = "equiveil root key v1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec secret;

    RootKey(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("a root key has " + LENGTH + " bytes, not " + secret.length);
        }
        this.secret = new SecretKeySpec(secret, "HKDF");
    }

    /// Derives key material by HKDF-SHA256 (RFC 5869).
    ///
    /// @param info what the key is for, such as `database-password/ev_app`; two purposes never share one
    /// @param length bytes wanted, 1 to 8160
    /// @return the same bytes for the same purpose, for ever
    public byte[] derive(String info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(SALT)
                            .thenExpand(info.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
        }
    }

    /// A copy of the secret itself: for sealing it anew and for splitting it, and nothing else. The caller wipes it.
    byte[] reveal() {
        return secret.getEncoded();
    }

    @Override
    public String toString() {
        return "RootKey[hidden]";
    }
}
