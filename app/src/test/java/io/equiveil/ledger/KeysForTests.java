package io.equiveil.ledger;

import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.ledger.spi.LedgerKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Real ciphers and signatures with keys in memory: what the vault gives the ledger, without the vault.
final class KeysForTests implements EntrySealer, LedgerKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] firm = random(32);
    private final byte[] mac = random(32);
    private final KeyPair pair;
    private final Map<SubjectId, byte[]> subjects = new ConcurrentHashMap<>();
    private final Set<SubjectId> forgotten = ConcurrentHashMap.newKeySet();

    KeysForTests() {
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// From here on nothing of this subject opens.
    void forget(SubjectId subject) {
        forgotten.add(subject);
        subjects.remove(subject);
    }

    @Override
    public byte[] sealForFirm(byte[] place, byte[] part) {
        return seal(firm, place, part);
    }

    @Override
    public byte[] sealForSubject(SubjectId subject, byte[] place, byte[] part) {
        if (forgotten.contains(subject)) {
            // What is said after the key is gone is sealed for nobody.
            return seal(random(32), place, part);
        }
        return seal(subjects.computeIfAbsent(subject, _ -> random(32)), place, part);
    }

    @Override
    public Optional<byte[]> openForFirm(byte[] place, byte[] sealed) {
        return open(firm, place, sealed);
    }

    @Override
    public Optional<byte[]> openForSubject(SubjectId subject, byte[] place, byte[] sealed) {
        byte[] key = subjects.get(subject);
        return key == null ? Optional.empty() : open(key, place, sealed);
    }

    @Override
    public byte[] publicKey() {
        byte[] spki = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
    }

    @Override
    public byte[] sign(byte[] noteText) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(noteText);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] receiptMac(byte[] receipt) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(mac, "HmacSHA256"));
            return hmac.doFinal(receipt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] seal(byte[] key, byte[] place, byte[] part) {
        byte[] nonce = random(12);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(part);
            return ByteBuffer.allocate(12 + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> open(byte[] key, byte[] place, byte[] sealed) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, 12), place)
                    .doFinal(sealed, 12, sealed.length - 12));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
