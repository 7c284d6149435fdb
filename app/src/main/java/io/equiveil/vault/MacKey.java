package io.equiveil.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An HMAC-SHA256 key (FIPS 198-1) with pooled contexts.
final class MacKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int POOLED = 8;

    private final SecretKeySpec key;
    private final ArrayBlockingQueue<Mac> contexts = new ArrayBlockingQueue<>(POOLED);

    /// @param secret copied, then wiped
    MacKey(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
        Arrays.fill(secret, (byte) 0);
    }

    byte[] of(byte[] message) {
        Mac pooled = contexts.poll();
        Mac mac = pooled == null ? fresh() : pooled;
        byte[] result = mac.doFinal(message);
        contexts.offer(mac);
        return result;
    }

    private Mac fresh() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
