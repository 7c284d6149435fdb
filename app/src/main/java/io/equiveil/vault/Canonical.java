package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Owner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// Builds bytes to be authenticated. Injective: what may have any length carries its length, so that two different
/// lists of parts never give the same bytes (otherwise `ab`, `c` could be passed off as `a`, `bc`).
final class Canonical {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);

    Canonical text(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    Canonical block(byte[] block) {
        number(block.length);
        bytes.writeBytes(block);
        return this;
    }

    /// Bytes whose number is fixed by the format.
    Canonical fixed(byte[] block) {
        bytes.writeBytes(block);
        return this;
    }

    Canonical octet(int value) {
        bytes.write(value);
        return this;
    }

    Canonical number(int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
        return this;
    }

    Canonical number(long value) {
        number((int) (value >>> 32));
        return number((int) value);
    }

    Canonical uuid(UUID id) {
        number(id.getMostSignificantBits());
        return number(id.getLeastSignificantBits());
    }

    Canonical instant(Instant at) {
        number(at.getEpochSecond());
        return number(at.getNano());
    }

    Canonical owner(Owner owner) {
        octet(
                switch (owner) {
                    case Owner.OfSubject _ -> 1;
                    case Owner.OfMatter _ -> 2;
                });
        return uuid(owner.id());
    }

    Canonical address(Address address) {
        owner(address.owner());
        text(address.group().name());
        text(address.record().name());
        uuid(address.row());
        return text(address.informationClass().name());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    static byte[] bytesOf(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
