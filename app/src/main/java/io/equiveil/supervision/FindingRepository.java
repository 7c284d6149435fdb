package io.equiveil.supervision;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.supervision.Finding.Saying;
import io.equiveil.supervision.Finding.Severity;
import io.equiveil.supervision.Finding.State;
import io.equiveil.supervision.Finding.Step;
import io.equiveil.supervision.Finding.Words;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Findings, each row authenticated as a whole (`docs/spec/gate-row.md`), its words sealed together.
@Repository
class FindingRepository {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;
    private final JsonMapper json = JsonMapper.builder().build();

    FindingRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows, Secrets secrets) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
    }

    /// How the words lie inside their seal.
    private record Kept(String title, List<KeptSaying> said) {}

    private record KeptSaying(Step step, UUID by, long at, String text) {}

    /// The next number.
    long nextNumber() {
        return jdbc.sql("select nextval('supervision.finding_numbers')")
                .query(Long.class)
                .single();
    }

    /// Writes a finding together with the entry that says so, in the caller's transaction.
    void write(Finding finding, Entry entry) {
        String name = name(finding.id());
        long version = ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        byte[] words = sealed(finding);
        jdbc.sql("""
                insert into supervision.findings (id, number, control, severity, state, log_index, filed_by, filed_at,
                    answered_by, due_on, changed_at, words_sealed, version, leaf, mac)
                values (:id, :number, :control, :severity, :state, :index, :filedBy, :filedAt, :answeredBy, :due,
                    :changed, :words, :version, :leaf, :mac)
                on conflict (id) do update set state = excluded.state, answered_by = excluded.answered_by,
                    due_on = excluded.due_on, changed_at = excluded.changed_at, words_sealed = excluded.words_sealed,
                    version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("id", finding.id().value())
                .param("number", finding.number())
                .param("control", finding.control().value())
                .param("severity", finding.severity().name())
                .param("state", finding.state().name())
                .param("index", finding.index().orElse(null))
                .param("filedBy", finding.filedBy().value())
                .param("filedAt", Timestamp.from(finding.filedAt()))
                .param("answeredBy", finding.answeredBy().map(PersonId::value).orElse(null))
                .param("due", finding.due().orElse(null))
                .param("changed", Timestamp.from(finding.changed()))
                .param("words", words)
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(finding, words, version, receipt.leafHash())))
                .update();
    }

    /// Holds off everybody else who would change this finding until the transaction ends.
    Optional<Finding> locked(FindingId id) {
        return jdbc.sql("select * from supervision.findings where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> finding(row))
                .optional();
    }

    Optional<Finding> find(FindingId id) {
        return jdbc.sql("select * from supervision.findings where id = :id")
                .param("id", id.value())
                .query((row, number) -> finding(row))
                .optional();
    }

    /// The newest first; what is still open before what is closed.
    ///
    /// @param filedBy only those of one person
    List<Finding> all(Optional<PersonId> filedBy) {
        String mine = filedBy.isPresent() ? " where filed_by = :person" : "";
        JdbcClient.StatementSpec asked = jdbc.sql(
                "select * from supervision.findings" + mine + " order by state = 'CLOSED', number desc limit " + MOST);
        return filedBy.map(person -> asked.param("person", person.value()))
                .orElse(asked)
                .query((row, number) -> finding(row))
                .list();
    }

    private byte[] sealed(Finding finding) {
        Kept kept = new Kept(
                finding.words().title().revealForDisplay(),
                finding.words().said().stream()
                        .map(each -> new KeptSaying(
                                each.step(),
                                each.by().value(),
                                each.at().toEpochMilli(),
                                each.text().revealForDisplay()))
                        .toList());
        return secrets.sealInternal(name(finding.id()), json.writeValueAsBytes(kept));
    }

    private Words words(FindingId id, byte[] sealed) {
        return secrets.openInternal(name(id), sealed)
                .map(bytes -> json.readValue(bytes, Kept.class))
                .map(kept -> new Words(
                        Cleartext.of(kept.title()),
                        kept.said().stream()
                                .map(each -> new Saying(
                                        each.step(),
                                        new PersonId(each.by()),
                                        Instant.ofEpochMilli(each.at()),
                                        Cleartext.of(each.text())))
                                .toList()))
                .orElseGet(() -> new Words(Cleartext.of(""), List.of()));
    }

    private Finding finding(ResultSet row) throws SQLException {
        FindingId id = new FindingId(row.getObject("id", UUID.class));
        byte[] sealed = row.getBytes("words_sealed");
        Finding read = new Finding(
                id,
                row.getLong("number"),
                new ControlId(row.getString("control")),
                Severity.valueOf(row.getString("severity")),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("log_index", Long.class)),
                new PersonId(row.getObject("filed_by", UUID.class)),
                row.getTimestamp("filed_at").toInstant(),
                Optional.ofNullable(row.getObject("answered_by", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                row.getTimestamp("changed_at").toInstant(),
                words(id, sealed),
                true);
        boolean genuine = gateRows.genuine(
                gate(read, sealed, row.getLong("version"), Digest.of(row.getBytes("leaf"))), row.getBytes("mac"));
        return genuine ? read : touched(read);
    }

    private static Finding touched(Finding read) {
        return new Finding(
                read.id(),
                read.number(),
                read.control(),
                read.severity(),
                read.state(),
                read.index(),
                read.filedBy(),
                read.filedAt(),
                read.answeredBy(),
                read.due(),
                read.changed(),
                read.words(),
                false);
    }

    private static String name(FindingId id) {
        return "supervision.findings/" + id;
    }

    private static GateRow gate(Finding finding, byte[] words, long version, Digest leaf) {
        return new GateRow(
                name(finding.id()),
                version,
                leaf,
                List.of(
                        Long.toString(finding.number()),
                        finding.control().value(),
                        finding.severity().name(),
                        finding.state().name(),
                        finding.index().map(Object::toString).orElse(""),
                        finding.filedBy().toString(),
                        finding.filedAt().toString(),
                        finding.answeredBy().map(Object::toString).orElse(""),
                        finding.due().map(Object::toString).orElse(""),
                        finding.changed().toString(),
                        Digest.sha256(words).hex()));
    }
}
