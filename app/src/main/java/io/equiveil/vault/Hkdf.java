package io.equiveil.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The expand step of HKDF-SHA256 (RFC 5869), for secrets that are uniformly random already.
final class Hkdf {

    private Hkdf() {}

    static byte[] expand(byte[] secret, String info, int length) {
        SecretKeySpec key = new SecretKeySpec(secret, "HKDF");
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.expandOnly(key, info.getBytes(StandardCharsets.US_ASCII), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
        }
    }

    static WipeableKey cipherKey(byte[] secret, String info) {
        return new WipeableKey(expand(secret, info, Suite.KEY_BYTES), Suite.AES_256_GCM.keyAlgorithm());
    }

    /// What a header says about the key without giving it away: whoever finds two keys for one ciphertext would have
    /// to find two keys with one commitment.
    static byte[] commitment(byte[] secret, String info) {
        return Arrays.copyOf(expand(secret, info, 32), SealedGroups.COMMITMENT_BYTES);
    }
}
