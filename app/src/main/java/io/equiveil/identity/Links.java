package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One-time links: the first administrator's, an enrolment's, a client's door.
///
/// For each aim and person the log knows one link, the newest, and whether it was used: an older one, a used
/// one, or one that SQL gave to another person or a longer life opens nothing.
@Repository
class Links {

    private static final int TRIES = 20;

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Clock clock;

    Links(JdbcClient jdbc, Tokens tokens, Ledger ledger, GateRows gateRows, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.clock = clock;
    }

    /// What a link is for.
    enum Aim {
        FIRST_START(Duration.ofHours(24)),
        ENROLMENT(Duration.ofHours(48)),
        CLIENT_DOOR(CodeDesk.FACE_TO_FACE_VALID);

        private final Duration valid;

        Aim(Duration valid) {
            this.valid = valid;
        }
    }

    /// A link just made; the secret is in its path and nowhere else.
    record NewLink(String secret, Instant expiresAt) {}

    /// A link that still works.
    record LiveLink(UUID id, Aim aim, Optional<PersonId> person, long version) {}

    /// A new link, made known by this entry; earlier ones for the same aim and person stop working.
    NewLink make(Aim aim, @Nullable PersonId person, Entry entry) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(aim.valid);
        String secret = tokens.newSecret();
        byte[] token = tokenMac(aim, secret);
        String name = name(aim, person);
        long version = known(name) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        end(aim, person, now);
        jdbc.sql("""
                        insert into identity.one_time_links (id, aim, person_id, token_mac, created_at, expires_at,
                            version, leaf, mac)
                        values (:id, :aim, :person, :token, :now, :expires, :version, :leaf, :mac)
                        """)
                .param("id", UUID.randomUUID())
                .param("aim", aim.name())
                .param("person", person == null ? null : person.value(), Types.OTHER)
                .param("token", token)
                .param("now", at(now))
                .param("expires", at(expiresAt))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(row(name, version, receipt.leafHash(), token, expiresAt)))
                .update();
        return new NewLink(secret, expiresAt);
    }

    /// Looks whether a link works, without counting.
    Optional<LiveLink> look(Aim aim, String secret) {
        byte[] token = tokenMac(aim, secret);
        return jdbc.sql("""
                        select id, person_id, expires_at, version, leaf, mac from identity.one_time_links
                        where token_mac = :token and aim = :aim and used_at is null and expires_at > :now
                            and attempts < :most and mac is not null
                        """)
                .param("token", token)
                .param("aim", aim.name())
                .param("now", at(clock.instant()))
                .param("most", TRIES)
                .query((row, number) -> {
                    Optional<PersonId> person = Optional.ofNullable(row.getObject("person_id", UUID.class))
                            .map(PersonId::new);
                    GateRow found = row(
                            name(aim, person.orElse(null)),
                            row.getLong("version"),
                            Digest.of(row.getBytes("leaf")),
                            token,
                            row.getObject("expires_at", OffsetDateTime.class).toInstant());
                    return gateRows.genuine(found, row.getBytes("mac"))
                            ? Optional.of(
                                    new LiveLink(row.getObject("id", UUID.class), aim, person, row.getLong("version")))
                            : Optional.<LiveLink>empty();
                })
                .optional()
                .flatMap(link -> link);
    }

    /// Counts a try at a link.
    void countTry(LiveLink link) {
        jdbc.sql("update identity.one_time_links set attempts = attempts + 1 where id = :id")
                .param("id", link.id())
                .update();
    }

    /// Uses a link up, made known by this entry; false, and no entry, if somebody else was faster.
    boolean useUp(LiveLink link, Entry entry) {
        boolean first = jdbc.sql("update identity.one_time_links set used_at = :now where id = :id and used_at is null")
                        .param("now", at(clock.instant()))
                        .param("id", link.id())
                        .update()
                == 1;
        if (first) {
            ledger.append(entry.about(name(link.aim(), link.person().orElse(null)), link.version() + 1));
        }
        return first;
    }

    /// When the last link of this aim for this person runs out, if it is still open.
    Optional<Instant> open(Aim aim, PersonId person) {
        return jdbc.sql("""
                        select max(expires_at) as expires from identity.one_time_links
                        where aim = :aim and person_id = :person and used_at is null and expires_at > :now
                        """)
                .param("aim", aim.name())
                .param("person", person.value())
                .param("now", at(clock.instant()))
                .query((row, number) -> Optional.ofNullable(row.getObject("expires", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /// Ends every link of somebody.
    ///
    /// @return the entry, which makes that known as well
    Entry endAllOf(PersonId person, Entry entry) {
        Entry more = entry;
        for (Aim aim : List.of(Aim.ENROLMENT, Aim.CLIENT_DOOR)) {
            end(aim, person, clock.instant());
            String name = name(aim, person);
            long known = known(name);
            if (known > 0) {
                more = more.about(name, known + 1);
            }
        }
        return more;
    }

    int sweep(Instant before) {
        return jdbc.sql("delete from identity.one_time_links where expires_at < :old")
                .param("old", at(before))
                .update();
    }

    private void end(Aim aim, @Nullable PersonId person, Instant now) {
        jdbc.sql("""
                        update identity.one_time_links set used_at = :now
                        where used_at is null and aim = :aim and person_id is not distinct from :person
                        """)
                .param("now", at(now))
                .param("aim", aim.name())
                .param("person", person == null ? null : person.value(), Types.OTHER)
                .update();
    }

    private long known(String name) {
        return ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L);
    }

    /// The name of the newest link of an aim and person in the ledger.
    static String name(Aim aim, @Nullable PersonId person) {
        return "identity.one_time_links/" + aim + "/" + (person == null ? "nobody" : person.toString());
    }

    private static GateRow row(String name, long version, Digest leaf, byte[] token, Instant expiresAt) {
        return new GateRow(name, version, leaf, List.of(Digest.of(token).hex(), expiresAt.toString()));
    }

    private byte[] tokenMac(Aim aim, String secret) {
        return tokens.mac("one-time-link", aim.name(), secret).bytes();
    }
}
