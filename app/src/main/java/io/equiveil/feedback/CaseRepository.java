package io.equiveil.feedback;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.GateRows.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Cases, each row authenticated as a whole (`docs/spec/gate-row.md`), and that something was said in them. A row that
/// is not genuine comes back marked as such.
@Repository
class CaseRepository {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    CaseRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// The next number.
    long nextNumber() {
        return jdbc.sql("select nextval('feedback.case_numbers')")
                .query(Long.class)
                .single();
    }

    /// Writes a case together with what was said and the entry about it, in the caller's transaction.
    void write(Case one, Saying said, Entry entry) {
        long version = ledger.latestAbout(name(one.id()))
                        .map(Ledger.RowVersion::version)
                        .orElse(0L)
                + 1;
        Receipt receipt = ledger.append(entry.about(name(one.id()), version));
        jdbc.sql("""
                insert into feedback.cases (id, number, kind, way, subject_id, caller, opened_by, about, state, rule,
                    opened_at, due_at, answered_by, second, agreed, closed_by, changed_at, sayings, version, leaf, mac)
                values (:id, :number, :kind, :way, :subject, :caller, :openedBy, :about, :state, :rule,
                    :openedAt, :due, :answeredBy, :second, :agreed, :closedBy, :changed, :sayings, :version, :leaf, :mac)
                on conflict (id) do update set state = excluded.state, due_at = excluded.due_at,
                    answered_by = excluded.answered_by, second = excluded.second, agreed = excluded.agreed,
                    closed_by = excluded.closed_by, changed_at = excluded.changed_at, sayings = excluded.sayings,
                    version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("id", one.id().value())
                .param("number", one.number())
                .param("kind", one.kind().name())
                .param("way", one.way().name())
                .param("subject", one.subject().value())
                .param("caller", one.caller())
                .param("openedBy", one.openedBy().value())
                .param("about", one.about().map(PersonId::value).orElse(null))
                .param("state", one.state().name())
                .param("rule", one.rule())
                .param("openedAt", Timestamp.from(one.openedAt()))
                .param("due", Timestamp.from(one.due()))
                .param("answeredBy", one.answeredBy().map(PersonId::value).orElse(null))
                .param("second", one.second())
                .param("agreed", one.agreed().map(CaseWay::name).orElse(null))
                .param("closedBy", one.closedBy().map(PersonId::value).orElse(null))
                .param("changed", Timestamp.from(one.changed()))
                .param("sayings", one.sayings())
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(one, version, receipt.leafHash())))
                .update();
        jdbc.sql("""
                insert into feedback.sayings (id, case_id, step, person_id, said_at)
                values (:id, :case, :step, :person, :at)
                """)
                .param("id", said.id())
                .param("case", one.id().value())
                .param("step", said.step().name())
                .param("person", said.by().value())
                .param("at", Timestamp.from(said.at()))
                .update();
    }

    /// Holds off everybody else who would change this case until the transaction ends.
    Optional<Case> locked(CaseId id) {
        return some("where id = :id for update", Map.of("id", id.value())).stream()
                .findFirst();
    }

    Optional<Case> find(CaseId id) {
        return some("where id = :id", Map.of("id", id.value())).stream().findFirst();
    }

    /// Newest first.
    ///
    /// @param before only lower numbers
    List<Case> list(CaseFilter filter, long before, int most) {
        return some(
                "where number < :before and state in (:states) order by number desc limit :most",
                Map.of(
                        "before",
                        before,
                        "states",
                        filter.states().stream().map(CaseState::name).toList(),
                        "most",
                        most));
    }

    /// Those of these clients, newest first.
    List<Case> ofSubjects(Collection<SubjectId> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : some(
                        "where subject_id in (:subjects) order by number desc",
                        Map.of(
                                "subjects",
                                subjects.stream().map(SubjectId::value).toList()));
    }

    /// Those that somebody wrote down, newest first.
    List<Case> writtenDownBy(PersonId person, long before, int most) {
        return some(
                "where opened_by = :person and way = 'PHONE' and number < :before order by number desc limit :most",
                Map.of("person", person.value(), "before", before, "most", most));
    }

    /// All that are open, the first due first.
    List<Case> open() {
        return some("where state <> 'CLOSED' order by due_at, number", Map.of());
    }

    List<Case> all() {
        return some("order by number", Map.of());
    }

    private List<Case> some(String which, Map<String, ?> parameters) {
        List<Kept<Case>> found = jdbc.sql("select * from feedback.cases " + which)
                .params(parameters)
                .query((row, number) -> kept(row))
                .list();
        Set<CaseId> genuine = gateRows.genuine(found).stream().map(Case::id).collect(Collectors.toSet());
        return found.stream()
                .map(Kept::value)
                .map(one -> genuine.contains(one.id()) ? one : one.touched())
                .toList();
    }

    /// What was said in a case, oldest first. Fewer than the case counts if somebody removed one.
    List<Saying> sayings(CaseId id) {
        return jdbc.sql("select * from feedback.sayings where case_id = :id order by said_at, id")
                .param("id", id.value())
                .query((row, number) -> saying(row))
                .list();
    }

    /// The cases to which these sayings belong.
    Map<UUID, Case> ofSayings(Collection<UUID> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<UUID, UUID> owners = new HashMap<>();
        jdbc.sql("select id, case_id from feedback.sayings where id in (:rows)")
                .param("rows", rows)
                .query(row -> {
                    owners.put(row.getObject("id", UUID.class), row.getObject("case_id", UUID.class));
                });
        if (owners.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Case> cases = some("where id in (:ids)", Map.of("ids", Set.copyOf(owners.values()))).stream()
                .collect(Collectors.toMap(one -> one.id().value(), one -> one));
        Map<UUID, Case> found = new HashMap<>();
        owners.forEach((row, owner) -> Optional.ofNullable(cases.get(owner)).ifPresent(one -> found.put(row, one)));
        return found;
    }

    void forget(SubjectId subject) {
        jdbc.sql("delete from feedback.sayings where case_id in (select id from feedback.cases where subject_id = ?)")
                .param(subject.value())
                .update();
        jdbc.sql("delete from feedback.cases where subject_id = ?")
                .param(subject.value())
                .update();
    }

    private static Saying saying(ResultSet row) throws SQLException {
        return new Saying(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                CaseStep.valueOf(row.getString("step")),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getTimestamp("said_at").toInstant());
    }

    private static Kept<Case> kept(ResultSet row) throws SQLException {
        Case read = new Case(
                new CaseId(row.getObject("id", UUID.class)),
                row.getLong("number"),
                CaseKind.valueOf(row.getString("kind")),
                CaseWay.valueOf(row.getString("way")),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                row.getBoolean("caller"),
                new PersonId(row.getObject("opened_by", UUID.class)),
                Optional.ofNullable(row.getObject("about", UUID.class)).map(PersonId::new),
                CaseState.valueOf(row.getString("state")),
                row.getString("rule"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                Optional.ofNullable(row.getObject("answered_by", UUID.class)).map(PersonId::new),
                row.getBoolean("second"),
                Optional.ofNullable(row.getString("agreed")).map(CaseWay::valueOf),
                Optional.ofNullable(row.getObject("closed_by", UUID.class)).map(PersonId::new),
                row.getTimestamp("changed_at").toInstant(),
                row.getInt("sayings"),
                true);
        GateRow gate = gate(read, row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return new Kept<>(gate, row.getBytes("mac"), read);
    }

    private static String name(CaseId id) {
        return "feedback.cases/" + id;
    }

    private static GateRow gate(Case one, long version, Digest leaf) {
        return new GateRow(
                name(one.id()),
                version,
                leaf,
                List.of(
                        Long.toString(one.number()),
                        one.kind().name(),
                        one.way().name(),
                        one.subject().toString(),
                        Boolean.toString(one.caller()),
                        one.openedBy().toString(),
                        one.about().map(Object::toString).orElse(""),
                        one.state().name(),
                        one.rule(),
                        one.openedAt().toString(),
                        one.due().toString(),
                        one.answeredBy().map(Object::toString).orElse(""),
                        Boolean.toString(one.second()),
                        one.agreed().map(CaseWay::name).orElse(""),
                        one.closedBy().map(Object::toString).orElse(""),
                        one.changed().toString(),
                        Integer.toString(one.sayings())));
    }
}
