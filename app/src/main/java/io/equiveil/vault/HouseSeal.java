package io.equiveil.vault;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Seals what belongs to the house and to nobody's file, under keys derived from the root key
/// (`docs/spec/house-seal.md`).
///
/// ```
/// 1  'H'
/// 1  format      1
/// 1  suite
/// 16 salt        makes a key for this message only, so that no counter of messages is needed
/// 16 key commitment
/// 12 nonce
/// n  ciphertext, padded to a bucket, and the 16-byte tag
/// ```
@Component
class HouseSeal {

    private static final byte MAGIC = 'H';
    private static final byte FORMAT = 1;
    private static final int SALT = 16;
    private static final int HEADER = 3 + SALT + SealedGroups.COMMITMENT_BYTES + Suite.NONCE_BYTES;

    private final HouseKeys houseKeys;
    private final CipherPool ciphers = new CipherPool();
    private final Randomness randomness = new Randomness();

    HouseSeal(HouseKeys houseKeys) {
        this.houseKeys = houseKeys;
    }

    /// @param domain which use, with keys of its own
    /// @param place  where the value stands; it opens nowhere else
    byte[] seal(String domain, byte[] place, byte[] content) {
        byte[] salt = randomness.bytes(SALT);
        byte[] nonce = randomness.nonce();
        byte[] header = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .put(FORMAT)
                .put(Suite.AES_256_GCM.code())
                .put(salt)
                .put(houseKeys.messageCommitment(domain, salt))
                .put(nonce)
                .array();
        WipeableKey key = houseKeys.messageKey(domain, salt);
        byte[] padded = Padding.pad(content);
        try {
            byte[] sealed = ciphers.seal(key, nonce, associatedData(domain, header, place), padded, padded.length);
            return ByteBuffer.allocate(HEADER + sealed.length)
                    .put(header)
                    .put(sealed)
                    .array();
        } finally {
            key.destroy();
            Arrays.fill(padded, (byte) 0);
        }
    }

    /// Empty if the bytes are not what was sealed at this place.
    Optional<byte[]> open(String domain, byte[] place, byte[] sealed) {
        if (sealed.length < HEADER + Suite.TAG_BYTES
                || sealed[0] != MAGIC
                || sealed[1] != FORMAT
                || Suite.of(sealed[2]).isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(sealed, 3, HEADER - 3);
        byte[] salt = new byte[SALT];
        byte[] commitment = new byte[SealedGroups.COMMITMENT_BYTES];
        byte[] nonce = new byte[Suite.NONCE_BYTES];
        in.get(salt).get(commitment).get(nonce);
        if (!MessageDigest.isEqual(commitment, houseKeys.messageCommitment(domain, salt))) {
            return Optional.empty();
        }
        byte[] header = Arrays.copyOf(sealed, HEADER);
        WipeableKey key = houseKeys.messageKey(domain, salt);
        try {
            byte[] padded = ciphers.open(
                    key, nonce, associatedData(domain, header, place), sealed, HEADER, sealed.length - HEADER);
            return padded == null ? Optional.empty() : Optional.ofNullable(Padding.strip(padded));
        } finally {
            key.destroy();
        }
    }

    private static byte[] associatedData(String domain, byte[] header, byte[] place) {
        return new Canonical()
                .text("house seal")
                .text(domain)
                .block(header)
                .block(place)
                .toBytes();
    }
}
