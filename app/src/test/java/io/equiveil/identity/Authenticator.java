package io.equiveil.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An authenticator app (RFC 6238), for tests: written from the standard, apart from the product's own.
public final class Authenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final byte[] seed;
    private long lastStep = -1;

    public Authenticator(String base32) {
        this.seed = decode(base32.replace(" ", ""));
    }

    /// The code shown now, or the next one if this one was asked for already (each is good once; one step of drift is
    /// allowed). Waits when even that has been used.
    public synchronized String code() {
        long now = Instant.now().getEpochSecond() / STEP_SECONDS;
        long step = Math.max(now, lastStep + 1);
        while (step > now + 1) {
            pause();
            now = Instant.now().getEpochSecond() / STEP_SECONDS;
        }
        lastStep = step;
        return codeOf(step);
    }

    /// The code of the step before now, so that a test need not wait for the next one when it has to show two in a
    /// row. Waits out the end of a step: a code that grows two steps old on its way is refused.
    String earlierCode() {
        while (Instant.now().getEpochSecond() % STEP_SECONDS > STEP_SECONDS - 10) {
            pause();
        }
        return codeOf(Instant.now().getEpochSecond() / STEP_SECONDS - 1);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String codeOf(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        var bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char c : base32.replace("=", "").toCharArray()) {
            buffer = buffer << 5 | ALPHABET.indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes.toByteArray();
    }
}
