package io.equiveil.identity;

import io.equiveil.vault.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Repository;

/// Sessions in the database. What stands there of the secret is a keyed hash, and the attributes are sealed, so a dump
/// of the table signs nobody in and shows nothing.
@Repository
class SessionStore implements SessionRepository<StoredSession> {

    // The time of the last visit is written at most this often.
    private static final Duration TOUCH = Duration.ofMinutes(1);

    // Attributes are authenticated before they are read; the filter is the second lock (CWE-502).
    private static final ObjectInputFilter FILTER = ObjectInputFilter.Config.createFilter(
            "maxbytes=65536;maxdepth=20;java.base/*;org.springframework.security.**;io.equiveil.identity.**;!*");

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Secrets secrets;
    private final Clock clock;

    SessionStore(JdbcClient jdbc, Tokens tokens, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public StoredSession createSession() {
        return new StoredSession(tokens, clock.instant());
    }

    @Override
    public @Nullable StoredSession findById(String secret) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        select id, created_at, last_seen_at, attributes_sealed from identity.sessions
                        where token_mac = :token and ended_at is null and expires_at > :now and last_seen_at > :idleSince
                        """)
                .param("token", hash(secret))
                .param("now", at(now))
                .param("idleSince", at(now.minus(Sessions.IDLE)))
                .query((row, number) -> new Found(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("attributes_sealed")))
                .optional()
                .flatMap(found -> opened(found.id(), found.sealed())
                        .map(attributes -> new StoredSession(
                                found.id(), tokens, secret, found.createdAt(), found.lastSeenAt(), attributes)))
                .orElse(null);
    }

    private record Found(UUID id, Instant createdAt, Instant lastSeenAt, byte @Nullable [] sealed) {}

    /// Keeps attributes, the secret's hash and the last visit. Rows of signed-in people are made and re-keyed by
    /// [Sessions]; here they are only found again.
    @Override
    public void save(StoredSession session) {
        boolean touch =
                session.getLastAccessedTime().isAfter(session.lastSeenInStore().plus(TOUCH));
        if (!session.isChanged() && !touch) {
            return;
        }
        byte[] sealed = secrets.sealInternal(place(session.row()), written(session.attributes()));
        boolean kept = session.isChanged() ? keep(session, sealed) : touch(session);
        if (!kept && session.secretInStore() == null) {
            insert(session, sealed);
        }
        session.stored();
    }

    private boolean keep(StoredSession session, byte[] sealed) {
        String before = session.secretInStore();
        int updated = jdbc.sql("""
                        update identity.sessions set attributes_sealed = :attributes, last_seen_at = :seen,
                            token_mac = case when person_id is null then :token else token_mac end
                        where id = :id and ended_at is null
                        """)
                .param("attributes", sealed)
                .param("seen", at(session.getLastAccessedTime()))
                .param("token", hash(session.getId()))
                .param("id", session.row())
                .update();
        return updated == 1 || before != null;
    }

    private boolean touch(StoredSession session) {
        jdbc.sql("update identity.sessions set last_seen_at = :seen where id = :id and ended_at is null")
                .param("seen", at(session.getLastAccessedTime()))
                .param("id", session.row())
                .update();
        return true;
    }

    private void insert(StoredSession session, byte[] sealed) {
        jdbc.sql("""
                        insert into identity.sessions (id, token_mac, attributes_sealed, created_at, last_seen_at,
                            expires_at)
                        values (:id, :token, :attributes, :created, :seen, :expires)
                        """)
                .param("id", session.row())
                .param("token", hash(session.getId()))
                .param("attributes", sealed)
                .param("created", at(session.getCreationTime()))
                .param("seen", at(session.getLastAccessedTime()))
                .param("expires", at(session.getCreationTime().plus(Sessions.LONGEST)))
                .update();
    }

    @Override
    public void deleteById(String secret) {
        jdbc.sql("delete from identity.sessions where token_mac = :token and person_id is null")
                .param("token", hash(secret))
                .update();
    }

    /// Removes what nobody can use any more.
    int sweep() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        delete from identity.sessions where expires_at < :now or last_seen_at < :idle
                            or ended_at < :ended
                        """)
                .param("now", at(now))
                .param("idle", at(now.minus(Sessions.IDLE)))
                .param("ended", at(now.minus(Duration.ofHours(1))))
                .update();
    }

    private byte[] hash(String secret) {
        return Sessions.tokenMac(tokens, secret).bytes();
    }

    private static String place(UUID row) {
        return "identity.sessions/" + row;
    }

    private static byte[] written(Map<String, Object> attributes) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new TreeMap<>(attributes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Empty if the attributes were tampered with: then the session is not believed.
    private Optional<Map<String, Object>> opened(UUID row, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Optional.of(Map.of());
        }
        return secrets.openInternal(place(row), sealed).map(SessionStore::read);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(byte[] bytes) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(FILTER);
            return (Map<String, Object>) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            // Written by an earlier version of a library: start afresh rather than fail every request.
            return Map.of();
        }
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
