package io.equiveil.identity;

import io.equiveil.identity.CredentialRows.Factors;
import io.equiveil.identity.CredentialRows.Found;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.ledger.Entry;
import io.equiveil.vault.Secrets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Passwords, one-time password seeds and PINs: set and checked here, never shown. Each change comes with the
/// entry that says so; what SQL changed proves nothing.
@Component
class Credentials {

    private final CredentialRows rows;
    private final SecretHashes hashes;
    private final Secrets secrets;
    private final Clock clock;
    private final byte[] nobodysSeed;

    Credentials(CredentialRows rows, SecretHashes hashes, Secrets secrets, Clock clock) {
        this.rows = rows;
        this.hashes = hashes;
        this.secrets = secrets;
        this.clock = clock;
        this.nobodysSeed = secrets.newTotpSeed("identity.totp/nobody").sealed();
    }

    private Optional<Factors> genuine(PersonId person) {
        return rows.find(person) instanceof Found.Genuine(var factors) ? Optional.of(factors) : Optional.empty();
    }

    /// What a password and a one-time password were.
    enum Tried {
        /// Both right; the one-time password is used up now.
        RIGHT,
        /// Both right, but the one-time password was used before: somebody in a hurry, or somebody who
        /// looked on.
        CODE_USED,
        WRONG
    }

    /// Tries password and one-time password; takes as long for somebody who does not exist. Uses up the
    /// one-time password only if both are right.
    Tried passwordAndTotp(Optional<PersonId> person, Cleartext password, String code) {
        Optional<Factors> factors = person.flatMap(this::genuine);
        boolean passwordRight = hashes.matches(person, factors.map(Factors::password), password);
        Optional<Long> step = factors.filter(Credentials::isSeedConfirmed)
                .flatMap(found -> step(person.orElseThrow(), found, code))
                .or(() -> secrets.verifyTotp("identity.totp/nobody", nobodysSeed, code)
                        .filter(matched -> false));
        if (!passwordRight || step.isEmpty()) {
            return Tried.WRONG;
        }
        return rows.useUp(person.orElseThrow(), step.get()) ? Tried.RIGHT : Tried.CODE_USED;
    }

    /// Whether a one-time password is right and has not been used before; it is used up.
    boolean totp(PersonId person, String code) {
        return genuine(person)
                .filter(Credentials::isSeedConfirmed)
                .flatMap(factors -> step(person, factors, code))
                .filter(step -> rows.useUp(person, step))
                .isPresent();
    }

    private static boolean isSeedConfirmed(Factors factors) {
        return factors.seedConfirmedAt() != null;
    }

    private Optional<Long> step(PersonId person, Factors factors, String code) {
        byte[] seed = factors.seed();
        return seed == null ? Optional.empty() : secrets.verifyTotp(place(person), seed, code);
    }

    /// Whether the PIN is right.
    boolean pin(PersonId person, Cleartext pin) {
        return hashes.matches(Optional.of(person), genuine(person).map(Factors::pin), pin);
    }

    /// Whether somebody may choose a PIN now: there is none, and there is none because the house says so.
    boolean mayChoosePin(PersonId person) {
        return switch (rows.find(person)) {
            case Found.Nothing _ -> true;
            case Found.Genuine(var factors) -> factors.pin() == null;
            case Found.Altered _ -> false;
        };
    }

    boolean hasPasswordAndTotp(PersonId person) {
        return genuine(person)
                .filter(factors -> factors.password() != null && factors.seed() != null && isSeedConfirmed(factors))
                .isPresent();
    }

    void setPin(PersonId person, Cleartext pin, Entry entry) {
        rows.write(person, held(person).withPin(hashes.hash(person, pin), clock.instant()), Optional.empty(), entry);
    }

    /// Sets a password and a new seed, to be confirmed by a first code; the old ones count no more.
    ///
    /// @return Base32, to be shown once
    String prepare(PersonId person, Cleartext password, Entry entry) {
        Secrets.NewTotpSeed seed = secrets.newTotpSeed(place(person));
        Factors factors =
                held(person).withPasswordAndSeed(hashes.hash(person, password), seed.sealed(), clock.instant());
        rows.write(person, factors, Optional.of(0L), entry);
        return seed.base32ToShowOnce();
    }

    /// The time step of a new seed's first code, if the code is right.
    Optional<Long> firstCode(PersonId person, String code) {
        return genuine(person).flatMap(factors -> step(person, factors, code));
    }

    /// Confirms a new seed by its first code, which is used up.
    void confirmSeed(PersonId person, long step, Entry entry) {
        rows.write(person, held(person).withConfirmedSeed(clock.instant()), Optional.of(step), entry);
    }

    /// Takes everything away; over a row that SQL changed too.
    void remove(PersonId person, Entry entry) {
        rows.write(person, Factors.NONE, Optional.empty(), entry);
    }

    /// What is kept beside what is set now; nothing of a row that SQL changed.
    private Factors held(PersonId person) {
        return genuine(person).orElse(Factors.NONE);
    }

    private static String place(PersonId person) {
        return "identity.totp/" + person;
    }
}
