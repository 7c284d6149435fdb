package io.equiveil.evidence;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a member of staff carries on the telephone: an authenticator app (RFC 6238), for the example transfer
/// only.
///
/// The server takes each code once and allows one step of drift, so the app begins one step early and goes on
/// from there, waiting only when it would run ahead of the clock.
final class AuthenticatorApp {

    private static final int STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] seed;
    private long last;

    AuthenticatorApp(String base32) {
        this.seed = decoded(base32);
        this.last = step() - 2;
    }

    private static long step() {
        return Instant.now(java.time.Clock.systemUTC()).getEpochSecond() / STEP_SECONDS;
    }

    /// The next code that was not used yet.
    String next() {
        long wanted = Math.max(last + 1, step() - 1);
        while (wanted > step() + 1) {
            pause();
        }
        last = wanted;
        return code(wanted);
    }

    /// What it shows at this moment.
    String current() {
        return code(step());
    }

    /// Does something that takes a code. On a slow machine a code may have grown old on its way, so a refusal is met
    /// with the next one, once.
    Answer prove(Function<String, Answer> act) {
        Answer answer = act.apply(next());
        return answer.ok() ? answer : act.apply(next());
    }

    static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "RAW"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decoded(String base32) {
        ByteBuffer out = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char c : base32.replace("=", "").toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.put((byte) (buffer >> bits));
            }
        }
        return out.array();
    }
}
