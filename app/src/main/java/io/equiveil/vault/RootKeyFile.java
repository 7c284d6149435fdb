package io.equiveil.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The file that keeps the root key, sealed under a passphrase: Argon2id (RFC 9106), then AES-256-GCM.
///
/// ```
/// 4  "EVRK"            what this is
/// 1  version           1
/// 4  memory, KiB       65536        Argon2id
/// 4  passes            3
/// 1  lanes             1
/// 16 salt
/// 12 nonce
/// 48 sealed root key   32 bytes and the 16-byte tag; the 42 bytes above are the associated data
/// ```
///
/// The tag is the check of the passphrase: there is no other trace of it. A changed header fails like a wrong
/// passphrase.
public final class RootKeyFile {

    private static final byte[] MAGIC = "EVRK".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int MEMORY_KIB = 64 * 1024;
    private static final int PASSES = 3;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 4 + 1 + 4 + 4 + 1 + SALT_BYTES + NONCE_BYTES;

    // A hostile file must not make us fill the memory or compute for ever before its tag is checked.
    private static final int MOST_MEMORY_KIB = 1024 * 1024;
    private static final int MOST_PASSES = 20;

    private RootKeyFile() {}

    /// The passphrase does not open the file, or the file was changed: the two cannot be told apart.
    public static final class WrongPassphrase extends Exception {
        WrongPassphrase() {
            super("the passphrase does not open the root key, or its file was changed");
        }
    }

    /// Opens the root key, or makes a new one where there is no file.
    ///
    /// @param file where it is kept; written in one step, with mode 0600, and on disk before this returns
    /// @param passphrase any characters; compared after Unicode normalisation (NFC), so that it does not
    ///     matter which keyboard typed it. The caller clears it.
    /// @throws WrongPassphrase if the file is there and does not open
    /// @throws IOException if the file cannot be read or written, or is not a root key file at all
    public static RootKey openOrCreate(Path file, char[] passphrase) throws IOException, WrongPassphrase {
        return Files.exists(file) ? open(file, passphrase) : create(file, passphrase);
    }

    /// Seals the same root key under another passphrase.
    ///
    /// @throws WrongPassphrase if the old passphrase does not open it
    public static void changePassphrase(Path file, char[] old, char[] wanted) throws IOException, WrongPassphrase {
        byte[] secret = openSecret(file, old);
        try {
            DurableFile.replace(file, sealed(secret, wanted));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Seals a root key that came from paper under a new passphrase, in place of what the file held.
    public static void seal(Path file, RootKey key, char[] wanted) throws IOException {
        byte[] secret = key.reveal();
        try {
            DurableFile.replace(file, sealed(secret, wanted));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static RootKey open(Path file, char[] passphrase) throws IOException, WrongPassphrase {
        byte[] secret = openSecret(file, passphrase);
        try {
            return new RootKey(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static RootKey create(Path file, char[] passphrase) throws IOException {
        byte[] secret = random(RootKey.LENGTH);
        try {
            DurableFile.replace(file, sealed(secret, passphrase));
            return new RootKey(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] openSecret(Path file, char[] passphrase) throws IOException, WrongPassphrase {
        byte[] content = Files.readAllBytes(file);
        if (content.length != HEADER_BYTES + RootKey.LENGTH + TAG_BITS / 8
                || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || content[MAGIC.length] != VERSION) {
            throw new IOException("not a root key file");
        }
        byte[] header = Arrays.copyOf(content, HEADER_BYTES);
        try {
            ByteBuffer fields = ByteBuffer.wrap(header, MAGIC.length + 1, HEADER_BYTES - MAGIC.length - 1);
            int memoryKib = fields.getInt();
            int passes = fields.getInt();
            int lanes = fields.get();
            if (memoryKib < 8 * lanes
                    || memoryKib > MOST_MEMORY_KIB
                    || passes < 1
                    || passes > MOST_PASSES
                    || lanes < 1
                    || lanes > 16) {
                throw new WrongPassphrase();
            }
            byte[] salt = new byte[SALT_BYTES];
            byte[] nonce = new byte[NONCE_BYTES];
            fields.get(salt).get(nonce);
            SecretKeySpec key = stretch(passphrase, salt, memoryKib, passes, lanes);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, header);
            return cipher.doFinal(content, HEADER_BYTES, content.length - HEADER_BYTES);
        } catch (AEADBadTagException | BufferUnderflowException e) {
            throw new WrongPassphrase();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private static byte[] sealed(byte[] secret, char[] passphrase) throws IOException {
        byte[] salt = random(SALT_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeByte(VERSION);
        out.writeInt(MEMORY_KIB);
        out.writeInt(PASSES);
        out.writeByte(LANES);
        out.write(salt);
        out.write(nonce);
        byte[] header = bytes.toByteArray();
        try {
            SecretKeySpec key = stretch(passphrase, salt, MEMORY_KIB, PASSES, LANES);
            out.write(cipher(Cipher.ENCRYPT_MODE, key, nonce, header).doFinal(secret));
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }

    private static SecretKeySpec stretch(char[] passphrase, byte[] salt, int memoryKib, int passes, int lanes) {
        byte[] typed = Normalizer.normalize(new String(passphrase), Normalizer.Form.NFC)
                .getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[32];
        try {
            Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
            argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memoryKib)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            argon2.generateBytes(typed, key);
            return new SecretKeySpec(key, "AES");
        } finally {
            Arrays.fill(typed, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
