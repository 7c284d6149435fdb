package io.equiveil.setup;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The one request for recovery sheets, as a gate row: nobody agrees by SQL (`docs/spec/gate-row.md`).
@Repository
class SheetRequestRepository {

    private static final String NAME = "setup.sheet_request/1";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    SheetRequestRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// Whether two people ever took part, whatever is left of that in the table.
    boolean everAsked() {
        return ledger.knows(NAME);
    }

    /// Holds off everybody else until the transaction ends.
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", NAME)
                .query((row, _) -> 0)
                .single();
    }

    /// The newest request, if nobody touched it.
    Optional<SheetRequest> newest() {
        return jdbc.sql("select * from setup.sheet_request where id = 1")
                .query((row, _) -> genuine(row))
                .optional()
                .flatMap(found -> found);
    }

    private Optional<SheetRequest> genuine(ResultSet row) throws SQLException {
        List<SheetHolder> holders = Arrays.stream(
                        (String[]) row.getArray("holders").getArray())
                .flatMap(word -> SheetHolder.of(word).stream())
                .toList();
        SheetRequest found = new SheetRequest(
                SheetRequest.State.valueOf(row.getString("state")),
                row.getInt("needed"),
                holders,
                new PersonId(row.getObject("asked_by", UUID.class)),
                Optional.ofNullable(row.getObject("decided_by", UUID.class)).map(PersonId::new),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
        GateRow gate = gate(found, row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return gateRows.genuine(gate, row.getBytes("mac")) ? Optional.of(found) : Optional.empty();
    }

    /// Writes the next version together with the entry that says so, in the caller's transaction.
    void write(SheetRequest request, Entry entry) {
        long version = ledger.latestAbout(NAME).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(NAME, version));
        jdbc.sql("""
                insert into setup.sheet_request (id, state, needed, holders, asked_by, decided_by, changed_at, version,
                    leaf, mac)
                values (1, :state, :needed, :holders, :asked, :decided, :at, :version, :leaf, :mac)
                on conflict (id) do update set state = excluded.state, needed = excluded.needed,
                    holders = excluded.holders, asked_by = excluded.asked_by, decided_by = excluded.decided_by,
                    changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                    mac = excluded.mac
                """)
                .param("state", request.state().name())
                .param("needed", request.needed())
                .param(
                        "holders",
                        request.holders().stream().map(SheetHolder::word).toArray(String[]::new))
                .param("asked", request.askedBy().value())
                .param("decided", request.decidedBy().map(PersonId::value).orElse(null), Types.OTHER)
                .param("at", request.changedAt().atOffset(ZoneOffset.UTC))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(request, version, receipt.leafHash())))
                .update();
    }

    private static GateRow gate(SheetRequest request, long version, Digest leaf) {
        return new GateRow(
                NAME,
                version,
                leaf,
                List.of(
                        request.state().name(),
                        Integer.toString(request.needed()),
                        request.holders().stream().map(SheetHolder::word).collect(Collectors.joining(",")),
                        request.askedBy().toString(),
                        request.decidedBy().map(PersonId::toString).orElse(""),
                        request.changedAt().toString()));
    }
}
