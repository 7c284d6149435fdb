package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A public key with a name, as it is handed to those who check: `<name>+<key id in hex>+<base64(type || public
/// key)>`.
///
/// The key id is the first four bytes of `SHA-256(name || 0x0A || type || public key)`; it identifies and does not
/// protect.
public final class VerifierKey {

    /// Kinds of signature that this version checks.
    public enum Algorithm {
        /// Ed25519 over the note text; what a log signs its checkpoints with.
        ED25519(0x01),
        /// Ed25519 over a time stamp and the note text; what a witness signs (tlog-cosignature, `cosignature/v1`).
        COSIGNATURE_V1(0x04);

        private final byte type;

        Algorithm(int type) {
            this.type = (byte) type;
        }

        /// The type byte of the signed-note specification.
        public byte type() {
            return type;
        }
    }

    private static final int KEY_LENGTH = 32;
    private static final int MAX_LENGTH = 1024;

    // SubjectPublicKeyInfo { algorithm 1.3.101.112 (Ed25519), BIT STRING of 32 bytes }, up to the key itself (RFC
    // 8410).
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final int id;
    private final Algorithm algorithm;
    private final byte[] key;

    private VerifierKey(String name, Algorithm algorithm, byte[] key) {
        this.name = name;
        this.algorithm = algorithm;
        this.key = key;
        this.id = idOf(name, algorithm.type, key);
    }

    /// Names a raw Ed25519 public key.
    ///
    /// @param name not empty, without spaces, plus signs and control characters
    /// @param key  32 bytes as in RFC 8032
    /// @throws IllegalArgumentException if the name or the length is not allowed
    public static VerifierKey of(String name, Algorithm algorithm, byte[] key) {
        if (!SignedNote.isKeyName(name)) {
            throw new IllegalArgumentException("a key name has no spaces and no plus sign: " + name);
        }
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes but got " + key.length);
        }
        return new VerifierKey(name, algorithm, key.clone());
    }

    /// As [#of(String, Algorithm, byte[])] for a key of the Java platform.
    ///
    /// @throws IllegalArgumentException if it is not an Ed25519 key
    public static VerifierKey of(String name, Algorithm algorithm, PublicKey key) {
        byte[] spki = key.getEncoded();
        if (spki == null
                || spki.length != SPKI_PREFIX.length + KEY_LENGTH
                || !Arrays.equals(SPKI_PREFIX, 0, SPKI_PREFIX.length, spki, 0, SPKI_PREFIX.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + key.getAlgorithm());
        }
        return of(name, algorithm, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    /// Parses the one line that a log or witness publishes.
    ///
    /// @throws MalformedException if the form, the type or the key id is wrong
    public static VerifierKey parse(String line) throws MalformedException {
        String[] parts = line.length() > MAX_LENGTH ? new String[0] : line.split("\\+", 3);
        if (parts.length != 3 || !SignedNote.isKeyName(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
            throw new MalformedException(Fault.KEY_FORMAT, "");
        }
        byte[] blob = StrictBase64.decode(parts[2]);
        if (blob.length < 1) {
            throw new MalformedException(Fault.KEY_FORMAT, "");
        }
        byte[] key = Arrays.copyOfRange(blob, 1, blob.length);
        if (Integer.parseUnsignedInt(parts[1], 16) != idOf(parts[0], blob[0], key)) {
            throw new MalformedException(Fault.KEY_ID_DIFFERS, "");
        }
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.type == blob[0]) {
                if (key.length != KEY_LENGTH) {
                    throw new MalformedException(Fault.KEY_FORMAT, "");
                }
                return new VerifierKey(parts[0], algorithm, key);
            }
        }
        throw new MalformedException(Fault.KEY_ALGORITHM_UNKNOWN, "type " + (blob[0] & 0xff));
    }

    public String name() {
        return name;
    }

    public int id() {
        return id;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /// A copy of the 32 bytes of the public key.
    public byte[] key() {
        return key.clone();
    }

    /// The one line that is published and that `--key` takes.
    public String render() {
        byte[] blob =
                ByteBuffer.allocate(1 + KEY_LENGTH).put(algorithm.type).put(key).array();
        return name + "+" + hex(id) + "+" + StrictBase64.encode(blob);
    }

    /// What is printed on paper for comparing by eye: SHA-256 of [#render()] in hex, in sixteen groups of four.
    public String fingerprint() {
        String hex = HexFormat.of().formatHex(Hasher.sha256().digest(render().getBytes(StandardCharsets.UTF_8)));
        return hex.replaceAll("(....)(?!$)", "$1 ");
    }

    /// Whether the bits of the key are the same, whatever the names and kinds.
    public boolean sameKeyAs(VerifierKey other) {
        return Arrays.equals(key, other.key);
    }

    boolean verifies(SignedNote note, NoteSignature signature) {
        byte[] bytes = signature.signature();
        if (algorithm == Algorithm.ED25519) {
            return verifies(note.textBytes(), bytes);
        }
        if (bytes.length != Cosignature.LENGTH) {
            return false;
        }
        long timestamp = ByteBuffer.wrap(bytes).getLong();
        // 0 would be a cosignature without a time; negative is beyond 2^63 - 1.
        return timestamp > 0
                && verifies(
                        Cosignature.message(timestamp, note.text()),
                        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    /// Whether these 64 bytes are this key's Ed25519 signature over exactly this message.
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_LENGTH);
            System.arraycopy(key, 0, spki, SPKI_PREFIX.length, KEY_LENGTH);
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException refused) {
            // Not a point of the curve, or not 64 bytes: nothing that this key signed.
            return false;
        }
    }

    private static int idOf(String name, byte type, byte[] key) {
        MessageDigest sha256 = Hasher.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(type);
        return ByteBuffer.wrap(sha256.digest(key)).getInt();
    }

    static String hex(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && algorithm == that.algorithm
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, algorithm, Arrays.hashCode(key));
    }

    @Override
    public String toString() {
        return render();
    }
}
