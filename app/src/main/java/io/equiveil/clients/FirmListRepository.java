package io.equiveil.clients;

import io.equiveil.clients.FirmListRequest.State;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Requests for the list of all clients, as gate rows: nobody agrees by SQL (`docs/spec/gate-row.md`). A row
/// that is not genuine is none. The gate asks here for the relation `AGREED_LIST`.
@Repository
class FirmListRepository {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;

    FirmListRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows, Secrets secrets) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
    }

    /// A request with why, in the words of whoever asked.
    record Stored(FirmListRequest request, byte[] reason) {}

    /// Holds off everybody else who would ask or take until the transaction ends.
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('clients.firm_lists', 0))")
                .query((row, _) -> 0)
                .single();
    }

    Optional<Stored> find(FirmListId id) {
        return genuine(jdbc.sql("select * from clients.firm_lists where id = :id")
                        .param("id", id.value())
                        .query((row, _) -> stored(row))
                        .list())
                .stream()
                .findFirst();
    }

    /// The newest, at most twenty.
    List<Stored> newest() {
        return genuine(jdbc.sql("select * from clients.firm_lists order by asked_at desc, id limit 20")
                .query((row, _) -> stored(row))
                .list());
    }

    /// Somebody's whose file is being made.
    List<Stored> beingMadeBy(PersonId person) {
        return genuine(jdbc.sql("select * from clients.firm_lists where asked_by = :person and state = 'BEING_MADE'"
                        + " order by changed_at desc limit 5")
                .param("person", person.value())
                .query((row, _) -> stored(row))
                .list());
    }

    private static List<Stored> genuine(List<Optional<Stored>> found) {
        return found.stream().flatMap(Optional::stream).toList();
    }

    String reason(Stored stored) {
        return secrets.openInternal(place(stored.request().id()), stored.reason())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    byte[] sealed(FirmListId id, Cleartext reason) {
        return secrets.sealInternal(place(id), reason.revealForDisplay().getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the next version together with the entry that says so, in the caller's transaction.
    Receipt write(Stored stored, Entry entry) {
        FirmListRequest request = stored.request();
        String name = name(request.id());
        long version = ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        jdbc.sql("""
                insert into clients.firm_lists (id, state, reason_sealed, asked_by, asked_at, decided_by, changed_at,
                    version, leaf, mac)
                values (:id, :state, :reason, :asked, :askedAt, :decided, :at, :version, :leaf, :mac)
                on conflict (id) do update set state = excluded.state, decided_by = excluded.decided_by,
                    changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                    mac = excluded.mac
                """)
                .param("id", request.id().value())
                .param("state", request.state().name())
                .param("reason", stored.reason())
                .param("asked", request.askedBy().value())
                .param("askedAt", Timestamp.from(request.askedAt()))
                .param("decided", request.decidedBy().map(PersonId::value).orElse(null), Types.OTHER)
                .param("at", Timestamp.from(request.changedAt()))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(stored, version, receipt.leafHash())))
                .update();
        return receipt;
    }

    private Optional<Stored> stored(ResultSet row) throws SQLException {
        FirmListRequest request = new FirmListRequest(
                new FirmListId(row.getObject("id", UUID.class)),
                State.valueOf(row.getString("state")),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                Optional.ofNullable(row.getObject("decided_by", UUID.class)).map(PersonId::new),
                row.getTimestamp("changed_at").toInstant());
        Stored stored = new Stored(request, row.getBytes("reason_sealed"));
        GateRow gate = gate(stored, row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return gateRows.genuine(gate, row.getBytes("mac")) ? Optional.of(stored) : Optional.empty();
    }

    private static String place(FirmListId id) {
        return "clients.firm_lists/" + id + "/reason";
    }

    private static String name(FirmListId id) {
        return "clients.firm_lists/" + id;
    }

    private static GateRow gate(Stored stored, long version, Digest leaf) {
        FirmListRequest request = stored.request();
        return new GateRow(
                name(request.id()),
                version,
                leaf,
                List.of(
                        request.state().name(),
                        HexFormat.of().formatHex(stored.reason()),
                        request.askedBy().toString(),
                        request.askedAt().toString(),
                        request.decidedBy().map(PersonId::toString).orElse(""),
                        request.changedAt().toString()));
    }
}
