package io.equiveil.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// Whether a private and a public key belong together, found out by using them.
public final class KeyMatch {

    private static final byte[] SAMPLE = "equiveil key match".getBytes(StandardCharsets.US_ASCII);

    private KeyMatch() {}

    /// @return false also for kinds of key that cannot sign
    public static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        String algorithm = privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            Signature signer = Signature.getInstance(
                    privateKey.getAlgorithm().startsWith("Ed") ? privateKey.getAlgorithm() : algorithm);
            signer.initSign(privateKey);
            signer.update(SAMPLE);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(SAMPLE);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
