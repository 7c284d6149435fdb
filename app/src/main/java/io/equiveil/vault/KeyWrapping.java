package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Wraps data keys under a key-encryption key (`docs/spec/keys.md`).
///
/// ```
/// 4  "EVDK"        so that a scan of files finds every copy (see KeyTraces)
/// 1  format        1
/// 1  suite
/// 4  version of the key-encryption key
/// 16 commitment to the key-encryption key
/// 12 nonce
/// 48 sealed data key, 32 bytes and the tag
/// ```
///
/// The associated data names the key, its owner and its group: a wrapped key copied to another row does not open.
@Component
class KeyWrapping {

    static final byte[] MAGIC = {'E', 'V', 'D', 'K'};
    static final int LENGTH = 4 + 1 + 1 + 4 + SealedGroups.COMMITMENT_BYTES + Suite.NONCE_BYTES + 32 + Suite.TAG_BYTES;

    private static final byte FORMAT = 1;
    private static final int HEADER = LENGTH - 32 - Suite.TAG_BYTES;

    private final HouseKeys houseKeys;
    private final CipherPool ciphers = new CipherPool();
    private final Randomness randomness = new Randomness();

    KeyWrapping(HouseKeys houseKeys) {
        this.houseKeys = houseKeys;
    }

    byte[] freshSecret() {
        return randomness.bytes(Suite.KEY_BYTES);
    }

    byte[] wrap(byte[] secret, int version, UUID id, Owner owner, RetentionGroup group) {
        byte[] nonce = randomness.nonce();
        byte[] header = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .put(FORMAT)
                .put(Suite.AES_256_GCM.code())
                .putInt(version)
                .put(houseKeys.keyEncryptionCommitment(version))
                .put(nonce)
                .array();
        byte[] sealed = ciphers.seal(
                houseKeys.keyEncryptionKey(version),
                nonce,
                associatedData(header, id, owner, group),
                secret,
                secret.length);
        return ByteBuffer.allocate(LENGTH).put(header).put(sealed).array();
    }

    /// The data key; null if the bytes are not what was wrapped for this row.
    byte @Nullable [] unwrap(byte[] wrapped, UUID id, Owner owner, RetentionGroup group) {
        if (wrapped.length != LENGTH || !startsAsOurs(wrapped)) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(wrapped, MAGIC.length + 2, HEADER - MAGIC.length - 2);
        int version = in.getInt();
        byte[] commitment = new byte[SealedGroups.COMMITMENT_BYTES];
        byte[] nonce = new byte[Suite.NONCE_BYTES];
        in.get(commitment).get(nonce);
        if (version < 1 || !MessageDigest.isEqual(commitment, houseKeys.keyEncryptionCommitment(version))) {
            return null;
        }
        byte[] header = Arrays.copyOf(wrapped, HEADER);
        return ciphers.open(
                houseKeys.keyEncryptionKey(version),
                nonce,
                associatedData(header, id, owner, group),
                wrapped,
                HEADER,
                LENGTH - HEADER);
    }

    private static boolean startsAsOurs(byte[] wrapped) {
        return Arrays.equals(wrapped, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && wrapped[MAGIC.length] == FORMAT
                && wrapped[MAGIC.length + 1] == Suite.AES_256_GCM.code();
    }

    private static byte[] associatedData(byte[] header, UUID id, Owner owner, RetentionGroup group) {
        return new Canonical()
                .text("data key")
                .block(header)
                .uuid(id)
                .owner(owner)
                .text(group.name())
                .toBytes();
    }
}
