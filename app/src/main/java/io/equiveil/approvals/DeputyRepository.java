package io.equiveil.approvals;

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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Deputyships, one a person, as gate rows: nobody becomes a deputy by SQL (`docs/spec/gate-row.md`). A row that is not
/// genuine is none.
@Repository
class DeputyRepository {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    DeputyRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// Holds off everybody else who would change a person's deputy until the transaction ends.
    void lock(PersonId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name(person))
                .query((row, _) -> 0)
                .single();
    }

    Optional<Deputyship> of(PersonId person) {
        return jdbc
                .sql("select * from approvals.deputies where person_id = :person and deputy_id is not null")
                .param("person", person.value())
                .query((row, _) -> genuine(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Whose deputy somebody is.
    List<Deputyship> heldBy(PersonId deputy) {
        return jdbc
                .sql("select * from approvals.deputies where deputy_id = :deputy order by person_id")
                .param("deputy", deputy.value())
                .query((row, _) -> genuine(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Everybody's, at most 500.
    List<Deputyship> all() {
        return jdbc
                .sql("select * from approvals.deputies where deputy_id is not null order by person_id limit 500")
                .query((row, _) -> genuine(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Writes the next version together with the entry that says so, in the caller's transaction.
    ///
    /// @param deputyship empty once it has ended
    void write(PersonId person, Optional<Deputyship> deputyship, Entry entry) {
        String name = name(person);
        long version = ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        jdbc.sql("""
                insert into approvals.deputies (person_id, deputy_id, first_day, last_day, version, leaf, mac)
                values (:person, :deputy, :first, :last, :version, :leaf, :mac)
                on conflict (person_id) do update set deputy_id = excluded.deputy_id, first_day = excluded.first_day,
                    last_day = excluded.last_day, version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("person", person.value())
                .param("deputy", deputyship.map(one -> one.deputy().value()).orElse(null), Types.OTHER)
                .param("first", deputyship.flatMap(Deputyship::from).orElse(null), Types.DATE)
                .param("last", deputyship.flatMap(Deputyship::until).orElse(null), Types.DATE)
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(person, deputyship, version, receipt.leafHash())))
                .update();
    }

    private Optional<Deputyship> genuine(ResultSet row) throws SQLException {
        Deputyship read = new Deputyship(
                new PersonId(row.getObject("person_id", UUID.class)),
                new PersonId(row.getObject("deputy_id", UUID.class)),
                Optional.ofNullable(row.getObject("first_day", LocalDate.class)),
                Optional.ofNullable(row.getObject("last_day", LocalDate.class)));
        GateRow gate = gate(read.person(), Optional.of(read), row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return gateRows.genuine(gate, row.getBytes("mac")) ? Optional.of(read) : Optional.empty();
    }

    private static String name(PersonId person) {
        return "approvals.deputies/" + person;
    }

    private static GateRow gate(PersonId person, Optional<Deputyship> deputyship, long version, Digest leaf) {
        return new GateRow(
                name(person),
                version,
                leaf,
                List.of(
                        deputyship.map(one -> one.deputy().toString()).orElse(""),
                        deputyship
                                .flatMap(Deputyship::from)
                                .map(LocalDate::toString)
                                .orElse(""),
                        deputyship
                                .flatMap(Deputyship::until)
                                .map(LocalDate::toString)
                                .orElse("")));
    }
}
