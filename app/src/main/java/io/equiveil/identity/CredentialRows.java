package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rows of factors, each held by a MAC and by the log (promise P7): a factor that SQL took away, moved or put back is
/// none, and leaves nobody free to choose a new one.
@Repository
class CredentialRows {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    CredentialRows(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// What somebody signs in with.
    ///
    /// @param seedConfirmedAt when a first code of the seed was right
    record Factors(
            @Nullable String password,
            @Nullable Instant passwordSetAt,
            @Nullable String pin,
            @Nullable Instant pinSetAt,
            byte @Nullable [] seed,
            @Nullable Instant seedConfirmedAt) {

        static final Factors NONE = new Factors(null, null, null, null, null, null);

        /// With a password and a seed that no code has confirmed yet.
        Factors withPasswordAndSeed(String newPassword, byte[] newSeed, Instant now) {
            return new Factors(newPassword, now, pin, pinSetAt, newSeed, null);
        }

        Factors withConfirmedSeed(Instant now) {
            return new Factors(password, passwordSetAt, pin, pinSetAt, seed, now);
        }

        Factors withPin(String newPin, Instant now) {
            return new Factors(password, passwordSetAt, newPin, now, seed, seedConfirmedAt);
        }

        /// Everything that a sign-in relies on, in this order.
        private List<String> content() {
            return List.of(
                    text(password),
                    text(passwordSetAt),
                    text(pin),
                    text(pinSetAt),
                    seed == null ? "" : HexFormat.of().formatHex(seed),
                    text(seedConfirmedAt));
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    /// What is found of somebody's factors.
    sealed interface Found {

        /// There never was a row.
        record Nothing() implements Found {}

        /// As they were written last.
        record Genuine(Factors factors) implements Found {}

        /// Somebody was here with SQL: nothing is proven by this row, and nothing new is chosen over it.
        record Altered() implements Found {}
    }

    private record Row(
            Factors factors, long version, @Nullable Digest leaf, byte @Nullable [] mac) {}

    Found find(PersonId person) {
        Optional<Row> row = row(person);
        if (row.isEmpty()) {
            return isUnknown(person) ? new Found.Nothing() : new Found.Altered();
        }
        Row found = row.get();
        Digest leaf = found.leaf();
        byte[] mac = found.mac();
        boolean genuine = leaf == null || mac == null
                // From before these rows had a MAC: good until the log knows better.
                ? isUnknown(person)
                : gateRows.genuine(
                        new GateRow(
                                name(person),
                                found.version(),
                                leaf,
                                found.factors().content()),
                        mac);
        return genuine ? new Found.Genuine(found.factors()) : new Found.Altered();
    }

    private boolean isUnknown(PersonId person) {
        return !ledger.knows(name(person));
    }

    /// Writes the next version together with the entry that says so. Over an altered row too: the entry ends it.
    ///
    /// @param lastStep of the one-time passwords, below or at which no code counts; absent to leave it as it is
    void write(PersonId person, Factors factors, Optional<Long> lastStep, Entry entry) {
        long before =
                ledger.latestAbout(name(person)).map(Ledger.RowVersion::version).orElse(0L);
        long version = before + 1;
        Receipt receipt = ledger.append(entry.about(name(person), version));
        byte[] mac = gateRows.mac(new GateRow(name(person), version, receipt.leafHash(), factors.content()));
        int written = jdbc.sql("""
                        insert into identity.credentials as c (person_id, password_hash, password_set_at, pin_hash,
                            pin_set_at, totp_sealed, totp_confirmed_at, totp_last_step, version, leaf, mac)
                        values (:person, :password, :passwordAt, :pin, :pinAt, :seed, :seedAt, coalesce(:step, 0),
                            :version, :leaf, :mac)
                        on conflict (person_id) do update set password_hash = excluded.password_hash,
                            password_set_at = excluded.password_set_at, pin_hash = excluded.pin_hash,
                            pin_set_at = excluded.pin_set_at, totp_sealed = excluded.totp_sealed,
                            totp_confirmed_at = excluded.totp_confirmed_at,
                            totp_last_step = coalesce(:step, c.totp_last_step), version = excluded.version,
                            leaf = excluded.leaf, mac = excluded.mac
                        """)
                .param("person", person.value())
                .param("password", factors.password(), Types.VARCHAR)
                .param("passwordAt", time(factors.passwordSetAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("pin", factors.pin(), Types.VARCHAR)
                .param("pinAt", time(factors.pinSetAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("seed", factors.seed(), Types.BINARY)
                .param("seedAt", time(factors.seedConfirmedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("step", lastStep.orElse(null), Types.BIGINT)
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
        if (written != 1) {
            throw new OptimisticLockingFailureException("factors of " + person);
        }
    }

    /// Counts a time step as used; false if it was used before.
    boolean useUp(PersonId person, long step) {
        return jdbc.sql("""
                        update identity.credentials set totp_last_step = :step
                        where person_id = :person and totp_last_step < :step
                        """).param("step", step).param("person", person.value()).update() == 1;
    }

    /// The row's name in the ledger.
    static String name(PersonId person) {
        return "identity.credentials/" + person;
    }

    private Optional<Row> row(PersonId person) {
        return jdbc.sql("""
                        select password_hash, password_set_at, pin_hash, pin_set_at, totp_sealed, totp_confirmed_at,
                            version, leaf, mac
                        from identity.credentials where person_id = :person
                        """)
                .param("person", person.value())
                .query((row, number) -> new Row(
                        new Factors(
                                row.getString("password_hash"),
                                instant(row, "password_set_at"),
                                row.getString("pin_hash"),
                                instant(row, "pin_set_at"),
                                row.getBytes("totp_sealed"),
                                instant(row, "totp_confirmed_at")),
                        row.getLong("version"),
                        row.getBytes("leaf") == null ? null : Digest.of(row.getBytes("leaf")),
                        row.getBytes("mac")))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }
}
