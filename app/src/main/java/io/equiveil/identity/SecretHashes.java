package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes of passwords and PINs: Argon2id (RFC 9106) over a keyed hash of the person and the secret.
///
/// The key lies outside the database: a six-digit PIN cannot be tried out on a stolen table, and a hash copied from one
/// person's row to another's matches nothing. Checking costs the same whether or not there is a hash to check against.
@Component
class SecretHashes {

    // OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane.
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    // Each costs 19 MiB while it runs: strangers must not be able to order a hundred at once.
    private static final int AT_ONCE = 4;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Tokens tokens;
    private final String nobodysHash;

    SecretHashes(Tokens tokens) {
        this.tokens = tokens;
        this.nobodysHash = hash(PersonId.random(), Cleartext.of(tokens.newSecret()));
    }

    String hash(PersonId person, Cleartext secret) {
        places.acquireUninterruptibly();
        try {
            return java.util.Objects.requireNonNull(argon2.encode(keyed(person, secret)));
        } finally {
            places.release();
        }
    }

    /// Whether the secret is right; always false for nobody, and as slowly.
    boolean matches(Optional<PersonId> person, Optional<String> hash, Cleartext secret) {
        PersonId whose = person.orElseGet(PersonId::random);
        places.acquireUninterruptibly();
        try {
            boolean right = argon2.matches(keyed(whose, secret), hash.orElse(nobodysHash));
            return right && person.isPresent() && hash.isPresent();
        } finally {
            places.release();
        }
    }

    private String keyed(PersonId person, Cleartext secret) {
        return tokens.mac("secret", person.toString(), secret.revealForDisplay())
                .hex();
    }
}
