package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One-time codes and one-time links: made, tried a few times at most, used once.
@Repository
class CodeDesk {

    static final Duration SMS_VALID = Duration.ofMinutes(5);
    static final Duration FACE_TO_FACE_VALID = Duration.ofMinutes(15);

    private static final int TRIES_PER_CODE = 5;
    private static final int TRIES_PER_LINK = 20;

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Clock clock;

    CodeDesk(JdbcClient jdbc, Tokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// A code just made.
    record NewCode(String code, Instant expiresAt) {}

    /// A code that was right.
    record RightCode(UUID id, PersonId person, CodeChannel channel) {}

    /// A new code for a number or a person; earlier ones over the same channel stop counting.
    ///
    /// @param person nobody for a number that nobody has: the row is made all the same
    NewCode issue(CodeChannel channel, @Nullable PersonId person, byte @Nullable [] mobileToken) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(channel == CodeChannel.SMS ? SMS_VALID : FACE_TO_FACE_VALID);
        UUID id = UUID.randomUUID();
        String code = tokens.newCode();
        jdbc.sql("""
                        update identity.one_time_codes set used_at = :now
                        where used_at is null and channel = :channel
                            and (person_id = :person or mobile_bidx = :mobile)
                        """)
                .param("now", at(now))
                .param("channel", channel.name())
                .param("person", person == null ? null : person.value(), java.sql.Types.OTHER)
                .param("mobile", mobileToken, java.sql.Types.BINARY)
                .update();
        jdbc.sql("""
                        insert into identity.one_time_codes (id, person_id, mobile_bidx, channel, code_mac, created_at,
                            expires_at)
                        values (:id, :person, :mobile, :channel, :code, :now, :expires)
                        """)
                .param("id", id)
                .param("person", person == null ? null : person.value(), java.sql.Types.OTHER)
                .param("mobile", mobileToken, java.sql.Types.BINARY)
                .param("channel", channel.name())
                .param("code", codeMac(id, code))
                .param("now", at(now))
                .param("expires", at(expiresAt))
                .update();
        return new NewCode(code, expiresAt);
    }

    /// Tries a code for the holder of a number; the try is counted first.
    Optional<RightCode> tryCode(byte[] mobileToken, Optional<PersonId> person, String code) {
        Instant now = clock.instant();
        record Tried(UUID id, @Nullable UUID person, CodeChannel channel, byte[] mac) {}
        return jdbc
                .sql("""
                        update identity.one_time_codes set attempts = attempts + 1
                        where used_at is null and expires_at > :now and attempts < :most
                            and (mobile_bidx = :mobile or person_id = :person)
                        returning id, person_id, channel, code_mac
                        """)
                .param("now", at(now))
                .param("most", TRIES_PER_CODE)
                .param("mobile", mobileToken)
                .param("person", person.map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .query((row, number) -> new Tried(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        CodeChannel.valueOf(row.getString("channel")),
                        row.getBytes("code_mac")))
                .list()
                .stream()
                .filter(tried -> Digest.of(tried.mac()).equals(Digest.of(codeMac(tried.id(), code))))
                .filter(tried -> tried.person() != null
                        && person.map(PersonId::value)
                                .filter(tried.person()::equals)
                                .isPresent())
                .map(tried -> new RightCode(tried.id(), person.orElseThrow(), tried.channel()))
                .findFirst();
    }

    /// Uses a right code up; false if somebody else was faster.
    boolean useUp(RightCode code) {
        return jdbc.sql("update identity.one_time_codes set used_at = :now where id = :id and used_at is null")
                        .param("now", at(clock.instant()))
                        .param("id", code.id())
                        .update()
                == 1;
    }

    private byte[] codeMac(UUID id, String code) {
        return tokens.mac("one-time-code", id.toString(), code).bytes();
    }

    /// What a link is for.
    enum Aim {
        FIRST_START(Duration.ofHours(24)),
        ENROLMENT(Duration.ofHours(48)),
        CLIENT_DOOR(FACE_TO_FACE_VALID);

        private final Duration valid;

        Aim(Duration valid) {
            this.valid = valid;
        }
    }

    /// A link just made; the secret is in its path and nowhere else.
    record NewLink(String secret, Instant expiresAt) {}

    /// A link that still works.
    record LiveLink(UUID id, Optional<PersonId> person) {}

    /// A new link; earlier ones for the same aim and person stop working.
    NewLink link(Aim aim, @Nullable PersonId person) {
        Instant now = clock.instant();
        String secret = tokens.newSecret();
        jdbc.sql("""
                        update identity.one_time_links set used_at = :now
                        where used_at is null and aim = :aim and person_id is not distinct from :person
                        """)
                .param("now", at(now))
                .param("aim", aim.name())
                .param("person", person == null ? null : person.value(), java.sql.Types.OTHER)
                .update();
        jdbc.sql("""
                        insert into identity.one_time_links (id, aim, person_id, token_mac, created_at, expires_at)
                        values (:id, :aim, :person, :token, :now, :expires)
                        """)
                .param("id", UUID.randomUUID())
                .param("aim", aim.name())
                .param("person", person == null ? null : person.value(), java.sql.Types.OTHER)
                .param("token", linkMac(aim, secret))
                .param("now", at(now))
                .param("expires", at(now.plus(aim.valid)))
                .update();
        return new NewLink(secret, now.plus(aim.valid));
    }

    /// Looks whether a link works, without counting.
    Optional<LiveLink> look(Aim aim, String secret) {
        return jdbc.sql("""
                        select id, person_id from identity.one_time_links
                        where token_mac = :token and aim = :aim and used_at is null and expires_at > :now
                            and attempts < :most
                        """)
                .param("token", linkMac(aim, secret))
                .param("aim", aim.name())
                .param("now", at(clock.instant()))
                .param("most", TRIES_PER_LINK)
                .query((row, number) -> new LiveLink(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getObject("person_id", UUID.class))
                                .map(PersonId::new)))
                .optional();
    }

    /// Counts a try at a link.
    void countTry(LiveLink link) {
        jdbc.sql("update identity.one_time_links set attempts = attempts + 1 where id = :id")
                .param("id", link.id())
                .update();
    }

    /// Uses a link up; false if somebody else was faster.
    boolean useUp(LiveLink link) {
        return jdbc.sql("update identity.one_time_links set used_at = :now where id = :id and used_at is null")
                        .param("now", at(clock.instant()))
                        .param("id", link.id())
                        .update()
                == 1;
    }

    /// When the last link of this aim for this person runs out, if it is still open.
    Optional<Instant> openLink(Aim aim, PersonId person) {
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

    /// Ends every code and link of somebody.
    void endAllOf(PersonId person) {
        for (String table : java.util.List.of("one_time_codes", "one_time_links")) {
            jdbc.sql("update identity." + table + " set used_at = :now where person_id = :person and used_at is null")
                    .param("now", at(clock.instant()))
                    .param("person", person.value())
                    .update();
        }
    }

    int sweep() {
        Instant old = clock.instant().minus(Duration.ofDays(1));
        int codes = jdbc.sql("delete from identity.one_time_codes where expires_at < :old")
                .param("old", at(old))
                .update();
        return codes
                + jdbc.sql("delete from identity.one_time_links where expires_at < :old")
                        .param("old", at(old))
                        .update();
    }

    private byte[] linkMac(Aim aim, String secret) {
        return tokens.mac("one-time-link", aim.name(), secret).bytes();
    }
}
