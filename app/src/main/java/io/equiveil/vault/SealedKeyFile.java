package io.equiveil.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A private key in a file, sealed under a key derived from the root key: AES-256-GCM, bound to the file's name.
///
/// ```
/// 4  "EVKF"      what this is
/// 1  version     1
/// 12 nonce
/// n  sealed key  with its 16-byte tag; associated data: the 5 bytes above, then the file's name in UTF-8
/// ```
final class SealedKeyFile {

    private static final byte[] HEADER = {'E', 'V', 'K', 'F', 1};
    private static final int NONCE_BYTES = 12;

    private SealedKeyFile() {}

    static void write(Path file, RootKey rootKey, byte[] key) throws IOException {
        DurableFile.replace(file, content(file, rootKey, key));
    }

    /// What has to stand in a file of this name.
    static byte[] content(Path file, RootKey rootKey, byte[] key) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, file, rootKey, nonce).doFinal(key);
            byte[] content = Arrays.copyOf(HEADER, HEADER.length + NONCE_BYTES + sealed.length);
            System.arraycopy(nonce, 0, content, HEADER.length, NONCE_BYTES);
            System.arraycopy(sealed, 0, content, HEADER.length + NONCE_BYTES, sealed.length);
            return content;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /// @throws IOException if the file is not what was written under this name and root key
    static byte[] read(Path file, RootKey rootKey) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int start = HEADER.length + NONCE_BYTES;
        if (content.length < start || !Arrays.equals(HEADER, 0, HEADER.length, content, 0, HEADER.length)) {
            throw new IOException("not a sealed key file: " + file.getFileName());
        }
        byte[] nonce = Arrays.copyOfRange(content, HEADER.length, start);
        try {
            return cipher(Cipher.DECRYPT_MODE, file, rootKey, nonce).doFinal(content, start, content.length - start);
        } catch (GeneralSecurityException e) {
            throw new IOException("the sealed key file was changed or belongs elsewhere: " + file.getFileName(), e);
        }
    }

    private static Cipher cipher(int mode, Path file, RootKey rootKey, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(rootKey.derive("sealed-key-file/v1", 32), "AES");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(HEADER);
        cipher.updateAAD(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
