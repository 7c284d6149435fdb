package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.SessionId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rows of sessions with somebody in them: made, proven again and ended together with the entry that says so.
@Repository
class SignedInSessions {

    private static final String COLUMNS = "id, person_id, token_mac, appliance, factors, created_at, last_seen_at,"
            + " expires_at, proven_at, device_mac, ended_at, version, leaf, mac";

    // A session of a visitor has no person; one that SQL left incomplete is nobody's either.
    private static final String SOMEBODYS = "person_id is not null and appliance is not null and proven_at is not null";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    SignedInSessions(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// Stores the next version of a session; the version and leaf that come with it are those before.
    void write(SignedInSession session, Entry entry) {
        long version = session.version() + 1;
        Receipt receipt = ledger.append(entry.about(SignedInSession.rowName(session.id()), version));
        SignedInSession next = session.with(version, receipt.leafHash());
        byte[] mac = gateRows.mac(next.gateRow());
        int written = jdbc.sql("""
                        insert into identity.sessions as s (id, person_id, token_mac, appliance, factors, created_at,
                            last_seen_at, expires_at, proven_at, device_mac, ended_at, version, leaf, mac)
                        values (:id, :person, :token, :appliance, :factors, :created, :seen, :expires, :proven,
                            :device, :ended, :version, :leaf, :mac)
                        on conflict (id) do update set token_mac = excluded.token_mac,
                            last_seen_at = excluded.last_seen_at, proven_at = excluded.proven_at,
                            ended_at = excluded.ended_at, version = excluded.version, leaf = excluded.leaf,
                            mac = excluded.mac
                        where s.version = :before and s.person_id = excluded.person_id
                        """)
                .param("id", next.id().value())
                .param("person", next.person().value())
                .param("token", next.tokenMac().bytes())
                .param("appliance", next.appliance().name())
                .param("factors", next.factors())
                .param("created", at(next.createdAt()))
                .param("seen", at(next.lastSeenAt()))
                .param("expires", at(next.expiresAt()))
                .param("proven", at(next.provenAt()))
                .param("device", next.device().map(Digest::bytes).orElse(null))
                .param("ended", next.endedAt().map(SessionStore::at).orElse(null))
                .param("version", version)
                .param("leaf", next.leaf().bytes())
                .param("mac", mac)
                .param("before", session.version())
                .update();
        if (written != 1) {
            throw new org.springframework.dao.OptimisticLockingFailureException("session " + next.id());
        }
    }

    Optional<SignedInSession> findByToken(Digest tokenMac) {
        return jdbc.sql("select " + COLUMNS + " from identity.sessions where token_mac = :token and " + SOMEBODYS)
                .param("token", tokenMac.bytes())
                .query((row, number) -> session(row))
                .optional();
    }

    Optional<SignedInSession> find(SessionId id) {
        return jdbc.sql("select " + COLUMNS + " from identity.sessions where id = :id and " + SOMEBODYS)
                .param("id", id.value())
                .query((row, number) -> session(row))
                .optional();
    }

    /// Those that have not ended, newest first.
    List<SignedInSession> openOf(PersonId person) {
        return jdbc.sql("select " + COLUMNS + " from identity.sessions where person_id = :person and ended_at is null"
                        + " and " + SOMEBODYS + " order by created_at desc")
                .param("person", person.value())
                .query((row, number) -> session(row))
                .list();
    }

    boolean genuine(SignedInSession session) {
        return gateRows.genuine(session.gateRow(), session.mac());
    }

    void touch(SessionId id, Instant now) {
        jdbc.sql("update identity.sessions set last_seen_at = :now where id = :id and ended_at is null")
                .param("now", at(now))
                .param("id", id.value())
                .update();
    }

    private static SignedInSession session(ResultSet row) throws SQLException {
        return new SignedInSession(
                new SessionId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                Digest.of(row.getBytes("token_mac")),
                Visit.Appliance.valueOf(row.getString("appliance")),
                row.getInt("factors"),
                instant(row, "created_at"),
                instant(row, "last_seen_at"),
                instant(row, "expires_at"),
                instant(row, "proven_at"),
                Optional.ofNullable(row.getBytes("device_mac")).map(Digest::of),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
