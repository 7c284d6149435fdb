package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.Secrets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Passwords, one-time password seeds and PINs: set and checked here, never shown.
@Repository
class Credentials {

    private final JdbcClient jdbc;
    private final SecretHashes hashes;
    private final Secrets secrets;
    private final Clock clock;
    private final byte[] nobodysSeed;

    Credentials(JdbcClient jdbc, SecretHashes hashes, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.hashes = hashes;
        this.secrets = secrets;
        this.clock = clock;
        this.nobodysSeed = secrets.newTotpSeed("identity.totp/nobody").sealed();
    }

    private record Row(
            @Nullable String password, @Nullable String pin, byte @Nullable [] seed, boolean seedConfirmed) {}

    private Optional<Row> row(PersonId person) {
        return jdbc.sql("select password_hash, pin_hash, totp_sealed, totp_confirmed_at from identity.credentials"
                        + " where person_id = :person")
                .param("person", person.value())
                .query((row, number) -> new Row(
                        row.getString("password_hash"),
                        row.getString("pin_hash"),
                        row.getBytes("totp_sealed"),
                        row.getObject("totp_confirmed_at", OffsetDateTime.class) != null))
                .optional();
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
        Optional<Row> row = person.flatMap(this::row);
        boolean passwordRight = hashes.matches(person, row.map(Row::password), password);
        Optional<Long> step = row.filter(Row::seedConfirmed)
                .flatMap(found -> step(person.orElseThrow(), found, code))
                .or(() -> secrets.verifyTotp("identity.totp/nobody", nobodysSeed, code)
                        .filter(matched -> false));
        if (!passwordRight || step.isEmpty()) {
            return Tried.WRONG;
        }
        return useUp(person.orElseThrow(), step.get()) ? Tried.RIGHT : Tried.CODE_USED;
    }

    /// Whether a one-time password is right and has not been used before; it is used up.
    boolean totp(PersonId person, String code) {
        return row(person)
                .filter(Row::seedConfirmed)
                .flatMap(row -> step(person, row, code))
                .filter(step -> useUp(person, step))
                .isPresent();
    }

    private Optional<Long> step(PersonId person, Row row, String code) {
        return row.seed() == null ? Optional.empty() : secrets.verifyTotp(place(person), row.seed(), code);
    }

    private boolean useUp(PersonId person, long step) {
        return jdbc.sql("""
                        update identity.credentials set totp_last_step = :step
                        where person_id = :person and totp_last_step < :step
                        """).param("step", step).param("person", person.value()).update() == 1;
    }

    /// Whether the PIN is right.
    boolean pin(PersonId person, Cleartext pin) {
        return hashes.matches(Optional.of(person), row(person).map(Row::pin), pin);
    }

    boolean hasPin(PersonId person) {
        return row(person).map(Row::pin).isPresent();
    }

    boolean hasPasswordAndTotp(PersonId person) {
        return row(person)
                .filter(row -> row.password() != null && row.seed() != null && row.seedConfirmed())
                .isPresent();
    }

    void setPin(PersonId person, Cleartext pin) {
        jdbc.sql("""
                        insert into identity.credentials (person_id, pin_hash, pin_set_at)
                        values (:person, :hash, :now)
                        on conflict (person_id) do update set pin_hash = excluded.pin_hash,
                            pin_set_at = excluded.pin_set_at
                        """)
                .param("person", person.value())
                .param("hash", hashes.hash(person, pin))
                .param("now", at(clock.instant()))
                .update();
    }

    void setPassword(PersonId person, Cleartext password) {
        jdbc.sql("""
                        insert into identity.credentials (person_id, password_hash, password_set_at)
                        values (:person, :hash, :now)
                        on conflict (person_id) do update set password_hash = excluded.password_hash,
                            password_set_at = excluded.password_set_at
                        """)
                .param("person", person.value())
                .param("hash", hashes.hash(person, password))
                .param("now", at(clock.instant()))
                .update();
    }

    /// A new seed, to be confirmed by a first code; the old one counts no more.
    ///
    /// @return Base32, to be shown once
    String newTotpSeed(PersonId person) {
        Secrets.NewTotpSeed seed = secrets.newTotpSeed(place(person));
        jdbc.sql("""
                        insert into identity.credentials (person_id, totp_sealed, totp_confirmed_at, totp_last_step)
                        values (:person, :seed, null, 0)
                        on conflict (person_id) do update set totp_sealed = excluded.totp_sealed,
                            totp_confirmed_at = null, totp_last_step = 0
                        """)
                .param("person", person.value())
                .param("seed", seed.sealed())
                .update();
        return seed.base32ToShowOnce();
    }

    /// Confirms a new seed by a first code, which is used up.
    boolean confirmTotp(PersonId person, String code) {
        Optional<Long> step = row(person).flatMap(row -> step(person, row, code));
        if (step.isEmpty()) {
            return false;
        }
        jdbc.sql("""
                        update identity.credentials set totp_confirmed_at = :now, totp_last_step = :step
                        where person_id = :person
                        """)
                .param("now", at(clock.instant()))
                .param("step", step.get())
                .param("person", person.value())
                .update();
        return true;
    }

    /// Takes everything away.
    void remove(PersonId person) {
        jdbc.sql("""
                        update identity.credentials set password_hash = null, pin_hash = null, totp_sealed = null,
                            totp_confirmed_at = null, password_set_at = null, pin_set_at = null
                        where person_id = :person
                        """).param("person", person.value()).update();
    }

    private static String place(PersonId person) {
        return "identity.totp/" + person;
    }
}
