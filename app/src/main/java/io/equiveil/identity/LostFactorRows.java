package io.equiveil.identity;

import io.equiveil.identity.LostFactors.Request;
import io.equiveil.identity.LostFactors.State;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Requests to let somebody in again, one a person, as gate rows: nobody agrees by SQL (`docs/spec/gate-row.md`).
@Repository
class LostFactorRows {

    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    LostFactorRows(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// A row as found.
    record Row(Request request, boolean genuine) {}

    /// Holds off everybody else until the transaction ends.
    void lock(PersonId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name(person))
                .query((row, _) -> 0)
                .single();
    }

    Optional<Row> find(PersonId person) {
        return jdbc.sql("select * from identity.lost_factors where person_id = :person")
                .param("person", person.value())
                .query((row, _) -> row(row))
                .optional();
    }

    /// Rows that changed since a moment, the longest unchanged first, at most 50.
    List<Row> since(Instant moment) {
        return jdbc.sql("select * from identity.lost_factors where changed_at > :since order by changed_at limit "
                        + MOST)
                .param("since", SessionStore.at(moment))
                .query((row, _) -> row(row))
                .list();
    }

    /// Writes the next version together with the entry that says so, in the caller's transaction.
    void write(Request request, Entry entry) {
        String name = name(request.person());
        long version = ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        jdbc.sql("""
                insert into identity.lost_factors (person_id, state, asked_by, decided_by, changed_at, version, leaf, mac)
                values (:person, :state, :asked, :decided, :at, :version, :leaf, :mac)
                on conflict (person_id) do update set state = excluded.state, asked_by = excluded.asked_by,
                    decided_by = excluded.decided_by, changed_at = excluded.changed_at, version = excluded.version,
                    leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("person", request.person().value())
                .param("state", request.state().name())
                .param("asked", request.askedBy().map(PersonId::value).orElse(null), Types.OTHER)
                .param("decided", request.decidedBy().map(PersonId::value).orElse(null), Types.OTHER)
                .param("at", SessionStore.at(request.changedAt()))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(request, version, receipt.leafHash())))
                .update();
    }

    private Row row(ResultSet row) throws SQLException {
        Request request = new Request(
                new PersonId(row.getObject("person_id", UUID.class)),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("asked_by", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("decided_by", UUID.class)).map(PersonId::new),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
        GateRow gate = gate(request, row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return new Row(request, gateRows.genuine(gate, row.getBytes("mac")));
    }

    private static String name(PersonId person) {
        return "identity.lost_factors/" + person;
    }

    private static GateRow gate(Request request, long version, Digest leaf) {
        return new GateRow(
                name(request.person()),
                version,
                leaf,
                List.of(
                        request.state().name(),
                        request.askedBy().map(PersonId::toString).orElse(""),
                        request.decidedBy().map(PersonId::toString).orElse(""),
                        request.changedAt().toString()));
    }
}
