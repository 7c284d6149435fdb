package io.equiveil.vault;

import io.equiveil.kernel.Address;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Seals and opens groups, format 1 (`docs/spec/sealed-group.md`).
///
/// ```
/// 1  'G'
/// 1  format      1
/// 1  suite
/// 16 key id
/// 16 key commitment
/// 12 nonce
/// n  ciphertext, padded to a bucket, and the 16-byte tag
/// ```
///
/// The header and the whole address, version and part are associated data.
@Component
class SealedGroups {

    static final int COMMITMENT_BYTES = 16;

    private static final byte MAGIC = 'G';
    private static final byte FORMAT = 1;
    private static final int HEADER = 3 + 16 + COMMITMENT_BYTES + Suite.NONCE_BYTES;

    private final CipherPool ciphers = new CipherPool();
    private final Randomness randomness = new Randomness();

    /// What of a record and class it is; each part has a key of its own.
    enum Part {
        VALUE(DataKey.Use.VALUES),
        MASK(DataKey.Use.MASKS),
        FILE_KEY(DataKey.Use.DOCUMENTS),
        TRACE(DataKey.Use.TRACE);

        private final DataKey.Use use;

        Part(DataKey.Use use) {
            this.use = use;
        }
    }

    /// The place of a sealed value as associated data: one record and class of one owner, in one version.
    static byte[] place(Address address, long version, byte[] further) {
        return new Canonical().address(address).number(version).block(further).toBytes();
    }

    static byte[] place(Address address, long version) {
        return place(address, version, new byte[0]);
    }

    /// Seals; wipes the content.
    byte[] seal(DataKey key, Part part, byte[] place, byte[] content) {
        byte[] nonce = randomness.nonce();
        byte[] header = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .put(FORMAT)
                .put(Suite.AES_256_GCM.code())
                .putLong(key.id().getMostSignificantBits())
                .putLong(key.id().getLeastSignificantBits())
                .put(key.commitment())
                .put(nonce)
                .array();
        byte[] sealed =
                ciphers.seal(key.keyFor(part.use), nonce, associatedData(header, part, place), content, content.length);
        Arrays.fill(content, (byte) 0);
        return ByteBuffer.allocate(HEADER + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    /// Opens; null if the bytes are not what was sealed with this key for this part of this place.
    byte @Nullable [] open(DataKey key, Part part, byte[] place, byte[] sealed) {
        Header header = Header.read(sealed);
        if (header == null
                || !header.keyId.equals(key.id())
                || !MessageDigest.isEqual(header.commitment, key.commitment())) {
            return null;
        }
        byte[] headerBytes = Arrays.copyOf(sealed, HEADER);
        return ciphers.open(
                key.keyFor(part.use),
                header.nonce,
                associatedData(headerBytes, part, place),
                sealed,
                HEADER,
                sealed.length - HEADER);
    }

    private static byte[] associatedData(byte[] header, Part part, byte[] place) {
        return new Canonical()
                .text("sealed group")
                .block(header)
                .text(part.name())
                .block(place)
                .toBytes();
    }

    /// What stands in front of a sealed group, readable without a key.
    record Header(UUID keyId, byte[] commitment, byte[] nonce) {

        /// Null if it is no sealed group of a format and suite that we know.
        static @Nullable Header read(byte[] sealed) {
            if (sealed.length < HEADER + Suite.TAG_BYTES
                    || sealed[0] != MAGIC
                    || sealed[1] != FORMAT
                    || Suite.of(sealed[2]).isEmpty()) {
                return null;
            }
            ByteBuffer in = ByteBuffer.wrap(sealed, 3, HEADER - 3);
            UUID keyId = new UUID(in.getLong(), in.getLong());
            byte[] commitment = new byte[COMMITMENT_BYTES];
            byte[] nonce = new byte[Suite.NONCE_BYTES];
            in.get(commitment).get(nonce);
            return new Header(keyId, commitment, nonce);
        }
    }
}
