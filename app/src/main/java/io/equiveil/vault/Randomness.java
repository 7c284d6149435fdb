package io.equiveil.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/// Random bytes, drawn from the system's generator in blocks: asking for twelve at a time costs more than the cipher.
/// What was given out is wiped here, and no byte is given out twice.
final class Randomness {

    private final SecureRandom source = new SecureRandom();
    private final byte[] pool = new byte[8192];
    private int used = pool.length;

    synchronized byte[] bytes(int count) {
        if (count > pool.length / 4) {
            byte[] direct = new byte[count];
            source.nextBytes(direct);
            return direct;
        }
        if (pool.length - used < count) {
            source.nextBytes(pool);
            used = 0;
        }
        byte[] drawn = Arrays.copyOfRange(pool, used, used + count);
        Arrays.fill(pool, used, used + count, (byte) 0);
        used += count;
        return drawn;
    }

    byte[] nonce() {
        return bytes(Suite.NONCE_BYTES);
    }

    UUID uuid() {
        java.nio.ByteBuffer random = java.nio.ByteBuffer.wrap(bytes(16));
        long high = random.getLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long low = random.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// For the JDK's key generators.
    SecureRandom source() {
        return source;
    }
}
