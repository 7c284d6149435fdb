package io.equiveil.vault;

import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Authenticated encryption with pooled contexts: looking a cipher up costs several times what sealing a field does.
/// The pool is bounded, since with virtual threads a context per thread would be one per request.
final class CipherPool {

    private static final int POOLED = 32;

    private final ArrayBlockingQueue<Cipher> contexts = new ArrayBlockingQueue<>(POOLED);

    /// Seals; the result is ciphertext and tag.
    ///
    /// @param nonce 12 bytes, never used before with this key
    byte[] seal(WipeableKey key, byte[] nonce, byte[] associatedData, byte[] content, int length) {
        Cipher cipher = borrow();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(Suite.TAG_BYTES * 8, nonce));
            cipher.updateAAD(associatedData);
            byte[] sealed = cipher.doFinal(content, 0, length);
            contexts.offer(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /// Opens; null if anything differs from what was sealed: key, nonce, associated data, a single bit.
    byte @Nullable [] open(
            WipeableKey key, byte[] nonce, byte[] associatedData, byte[] sealed, int offset, int length) {
        if (length < Suite.TAG_BYTES) {
            return null;
        }
        Cipher cipher = borrow();
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(Suite.TAG_BYTES * 8, nonce));
            cipher.updateAAD(associatedData);
            byte[] content = cipher.doFinal(sealed, offset, length);
            contexts.offer(cipher);
            return content;
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private Cipher borrow() {
        Cipher pooled = contexts.poll();
        if (pooled != null) {
            return pooled;
        }
        try {
            return Cipher.getInstance(Suite.AES_256_GCM.transformation());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }
}
