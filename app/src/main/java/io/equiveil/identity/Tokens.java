package io.equiveil.identity;

import io.equiveil.kernel.Digest;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Makes secrets that travel, and the keyed hashes of them that are kept.
///
/// The key is outside the database, so what is kept can neither be guessed (a six-digit code) nor made up (a session).
@Component
class Tokens {

    private static final int SECRET_BYTES = 32;
    private static final int CODE_BOUND = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final Secrets secrets;

    Tokens(Secrets secrets) {
        this.secrets = secrets;
    }

    /// 256 random bits in 43 characters that fit into a cookie, a header and a path.
    String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// So many random bytes.
    byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Six random digits.
    String newCode() {
        return "%06d".formatted(random.nextInt(CODE_BOUND));
    }

    /// Uniform in 0 to `bound` - 1.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// The keyed hash of a secret under a domain of its own.
    Digest mac(String domain, String... parts) {
        return Digest.of(secrets.mac("identity." + domain, joined(parts)));
    }

    // Length-prefixed, so that no two lists of parts share their bytes.
    private static byte[] joined(String... parts) {
        var bytes = new java.io.ByteArrayOutputStream();
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(java.nio.ByteBuffer.allocate(Integer.BYTES)
                    .putInt(text.length)
                    .array());
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }
}
