package io.equiveil.access;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Graces as gate rows, written once and never changed. A row that is not genuine is none.
@Repository
class GraceStore {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;

    GraceStore(JdbcClient jdbc, Ledger ledger, GateRows gateRows, Secrets secrets) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
    }

    /// Somebody carries on for some days what has lapsed.
    ///
    /// @param person the colleague whose it is
    record GraceGiven(Clause clause, LapseId what, Optional<PersonId> person, Instant lapsedAt, Instant until)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "grace-given/v1";
        }
    }

    /// Holds off everybody else who would give one for this lapse until the transaction ends.
    void lock(Clause clause, LapseId what, Instant lapsedAt) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name(clause, what, lapsedAt))
                .query((row, _) -> 0)
                .single();
    }

    /// Whether the log knows that one was given, whatever is left of it in the table.
    boolean everGiven(Clause clause, LapseId what, Instant lapsedAt) {
        return ledger.latestAbout(name(clause, what, lapsedAt)).isPresent();
    }

    Optional<Grace> find(Clause clause, LapseId what, Instant lapsedAt) {
        return jdbc
                .sql("select * from access.graces where clause = :clause and what = :what and lapsed_at = :at")
                .param("clause", clause.name())
                .param("what", what.value())
                .param("at", utc(lapsedAt))
                .query((row, _) -> genuine(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    void write(Requester.SignedIn who, Grace grace, Optional<PersonId> person) {
        String name = name(grace.clause(), grace.what(), grace.lapsedAt());
        byte[] reason = secrets.sealInternal(name, grace.reason().getBytes(StandardCharsets.UTF_8));
        Receipt receipt = ledger.append(
                Entry.of(who, new GraceGiven(grace.clause(), grace.what(), person, grace.lapsedAt(), grace.until()))
                        .about(name, 1));
        jdbc.sql("""
                insert into access.graces (clause, what, lapsed_at, until_at, reason_sealed, given_by, given_at, version,
                    leaf, mac)
                values (:clause, :what, :lapsed, :until, :reason, :by, :at, 1, :leaf, :mac)
                """)
                .param("clause", grace.clause().name())
                .param("what", grace.what().value())
                .param("lapsed", utc(grace.lapsedAt()))
                .param("until", utc(grace.until()))
                .param("reason", reason)
                .param("by", grace.givenBy().value())
                .param("at", utc(grace.givenAt()))
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(grace, reason, 1, receipt.leafHash())))
                .update();
    }

    private Optional<Grace> genuine(ResultSet row) throws SQLException {
        byte[] reason = row.getBytes("reason_sealed");
        Clause clause = Clause.valueOf(row.getString("clause"));
        LapseId what = new LapseId(row.getObject("what", UUID.class));
        Instant lapsedAt = instant(row, "lapsed_at");
        Grace read = new Grace(
                clause,
                what,
                lapsedAt,
                instant(row, "until_at"),
                new PersonId(row.getObject("given_by", UUID.class)),
                instant(row, "given_at"),
                secrets.openInternal(name(clause, what, lapsedAt), reason)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(""));
        GateRow gate = gate(read, reason, row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return gateRows.genuine(gate, row.getBytes("mac")) ? Optional.of(read) : Optional.empty();
    }

    private static String name(Clause clause, LapseId what, Instant lapsedAt) {
        return "access.graces/" + clause + "/" + what + "/" + ChronoUnit.MICROS.between(Instant.EPOCH, lapsedAt);
    }

    private static GateRow gate(Grace grace, byte[] reason, long version, Digest leaf) {
        return new GateRow(
                name(grace.clause(), grace.what(), grace.lapsedAt()),
                version,
                leaf,
                List.of(
                        grace.until().toString(),
                        HexFormat.of().formatHex(reason),
                        grace.givenBy().toString(),
                        grace.givenAt().toString()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
