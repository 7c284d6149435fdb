package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One-time codes: made, tried a few times at most, used once. What a code is good for, for whom and until when
/// is in its keyed hash, so that none of it can be changed by SQL.
@Repository
class CodeDesk {

    static final Duration SMS_VALID = Duration.ofMinutes(5);
    static final Duration FACE_TO_FACE_VALID = Duration.ofMinutes(15);

    private static final int TRIES_PER_CODE = 5;

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
                .param(
                        "code",
                        codeMac(id, person == null ? null : person.value(), mobileToken, channel, expiresAt, code))
                .param("now", at(now))
                .param("expires", at(expiresAt))
                .update();
        return new NewCode(code, expiresAt);
    }

    /// Tries a code for the holder of a number; the try is counted first.
    Optional<RightCode> tryCode(byte[] mobileToken, Optional<PersonId> person, String code) {
        Instant now = clock.instant();
        record Tried(
                UUID id,
                @Nullable UUID person,
                byte @Nullable [] mobile,
                CodeChannel channel,
                Instant expiresAt,
                byte[] mac) {}
        return jdbc
                .sql("""
                        update identity.one_time_codes set attempts = attempts + 1
                        where used_at is null and expires_at > :now and attempts < :most
                            and (mobile_bidx = :mobile or person_id = :person)
                        returning id, person_id, mobile_bidx, channel, expires_at, code_mac
                        """)
                .param("now", at(now))
                .param("most", TRIES_PER_CODE)
                .param("mobile", mobileToken)
                .param("person", person.map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .query((row, number) -> new Tried(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getBytes("mobile_bidx"),
                        CodeChannel.valueOf(row.getString("channel")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("code_mac")))
                .list()
                .stream()
                .filter(tried -> Digest.of(tried.mac())
                        .equals(Digest.of(codeMac(
                                tried.id(), tried.person(), tried.mobile(), tried.channel(), tried.expiresAt(), code))))
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

    /// Ends every code of somebody.
    void endAllOf(PersonId person) {
        jdbc.sql("update identity.one_time_codes set used_at = :now where person_id = :person and used_at is null")
                .param("now", at(clock.instant()))
                .param("person", person.value())
                .update();
    }

    int sweep(Instant before) {
        return jdbc.sql("delete from identity.one_time_codes where expires_at < :old")
                .param("old", at(before))
                .update();
    }

    private byte[] codeMac(
            UUID id,
            @Nullable UUID person,
            byte @Nullable [] mobileToken,
            CodeChannel channel,
            Instant expiresAt,
            String code) {
        return tokens.mac(
                        "one-time-code",
                        id.toString(),
                        person == null ? "" : person.toString(),
                        mobileToken == null ? "" : HexFormat.of().formatHex(mobileToken),
                        channel.name(),
                        expiresAt.toString(),
                        code)
                .bytes();
    }
}
