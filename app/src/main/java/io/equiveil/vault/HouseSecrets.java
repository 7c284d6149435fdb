package io.equiveil.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Service;

/// Secrets under keys derived from the root key. One-time passwords follow RFC 6238 with what
/// authenticator apps support: HMAC-SHA1, six digits, thirty seconds.
@Service
class HouseSecrets implements Secrets {

    private static final String TOTP = "totp seed";
    private static final String INTERNAL = "small internal value";
    private static final int SEED_BYTES = 20;
    private static final int STEP_SECONDS = 30;
    private static final int DRIFT = 1;
    private static final int DIGITS = 6;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final HouseKeys keys;
    private final HouseSeal seal;
    private final Clock clock;
    private final Randomness randomness = new Randomness();

    HouseSecrets(HouseKeys keys, HouseSeal seal, Clock clock) {
        this.keys = keys;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public NewTotpSeed newTotpSeed(String place) {
        byte[] seed = randomness.bytes(SEED_BYTES);
        try {
            return new NewTotpSeed(seal.seal(TOTP, utf8(place), seed), base32(seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public Optional<Long> verifyTotp(String place, byte[] sealedSeed, String code) {
        return seal.open(TOTP, utf8(place), sealedSeed).flatMap(seed -> {
            try {
                return matchingStep(seed, code, clock.instant().getEpochSecond() / STEP_SECONDS);
            } finally {
                Arrays.fill(seed, (byte) 0);
            }
        });
    }

    private static Optional<Long> matchingStep(byte[] seed, String code, long now) {
        // Every step is tried, so that the time taken does not tell which one matched.
        Optional<Long> matching = Optional.empty();
        for (long step = now - DRIFT; step <= now + DRIFT; step++) {
            if (MessageDigest.isEqual(utf8(totp(seed, step, DIGITS)), utf8(code))) {
                matching = Optional.of(step);
            }
        }
        return matching;
    }

    /// RFC 4226 over the time step.
    static String totp(byte[] seed, long step, int digits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            long number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fff_ffffL;
            String all = "0".repeat(10) + number;
            return all.substring(all.length() - digits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 is part of every JDK", e);
        }
    }

    @Override
    public byte[] mac(String domain, byte[] message) {
        return keys.domainMac(domain, message);
    }

    @Override
    public byte[] sealInternal(String place, byte[] content) {
        return seal.seal(INTERNAL, utf8(place), content);
    }

    @Override
    public Optional<byte[]> openInternal(String place, byte[] sealed) {
        return seal.open(INTERNAL, utf8(place), sealed);
    }

    @Override
    public Optional<byte[]> foreignMac(String place, byte[] sealed, String before, List<byte[]> messages) {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to sign");
        }
        return openInternal(place, sealed).map(secret -> {
            byte[] key = Arrays.copyOf(utf8(before), utf8(before).length + secret.length);
            System.arraycopy(secret, 0, key, key.length - secret.length, secret.length);
            Arrays.fill(secret, (byte) 0);
            for (byte[] message : messages) {
                // MacKey wipes what it is given.
                key = new MacKey(key).of(message);
            }
            return key;
        });
    }

    /// RFC 4648, without padding: twenty bytes need none.
    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int pending = 0;
        for (byte b : bytes) {
            pending = (pending << 8 | b & 0xff) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(pending >> bits & 31));
            }
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
