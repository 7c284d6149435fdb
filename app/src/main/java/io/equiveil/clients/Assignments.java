package io.equiveil.clients;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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

/// Who is in charge of which file; each row authenticated (promise P7). The gate asks here for the relation
/// [Relation#IN_CHARGE].
///
/// Who acts *for* a client is the matter of room `identity`, which fills it into the requester.
@Repository
class Assignments implements Relations {

    private record Row(
            SubjectId subject, PersonId person, boolean active, Instant at, long version, Digest leaf, byte[] mac) {

        GateRow gateRow() {
            return gate(subject, person, active, at, version, leaf);
        }
    }

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    Assignments(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// Sets whether somebody is in charge, in the caller's transaction. Taking it away raises the epochs of the file
    /// and of the person.
    void set(Requester who, SubjectId subject, PersonId person, boolean active, Instant at) {
        // The ledger counts, not the table: a row deleted by hand must not make the next one look like an old one.
        lock(subject, person);
        long version = ledger.latestAbout(name(subject, person))
                        .map(Ledger.RowVersion::version)
                        .orElse(0L)
                + 1;
        Entry entry = Entry.of(who, new ClientFacts.InChargeChanged(subject, person, active))
                .about(name(subject, person), version);
        Receipt receipt = ledger.append(active ? entry : entry.raising(Scope.of(subject), Scope.of(person)));
        byte[] mac = gateRows.mac(gate(subject, person, active, at, version, receipt.leafHash()));
        jdbc.sql("""
                insert into clients.assignments (subject_id, person_id, state, changed_at, version, leaf, mac)
                values (:subject, :person, :state, :at, :version, :leaf, :mac)
                on conflict (subject_id, person_id) do update set state = excluded.state,
                    changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                    mac = excluded.mac
                """)
                .param("subject", subject.value())
                .param("person", person.value())
                .param("state", active ? "ACTIVE" : "ENDED")
                .param("at", Timestamp.from(at))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    /// Files that this person is in charge of now.
    Set<SubjectId> filesOf(PersonId person) {
        return jdbc
                .sql("select * from clients.assignments where person_id = :person and state = 'ACTIVE'")
                .param("person", person.value())
                .query((row, number) -> row(row))
                .list()
                .stream()
                .filter(this::genuine)
                .map(Row::subject)
                .collect(Collectors.toSet());
    }

    /// People in charge of this file now.
    Set<PersonId> inCharge(SubjectId subject) {
        return jdbc
                .sql("select * from clients.assignments where subject_id = :subject and state = 'ACTIVE'")
                .param("subject", subject.value())
                .query((row, number) -> row(row))
                .list()
                .stream()
                .filter(this::genuine)
                .map(Row::person)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<Address, Set<Relation>> relations(Question question) {
        if (!(question.who() instanceof Requester.SignedIn person) || !person.isStaff()) {
            return Map.of();
        }
        Set<UUID> asked = question.what().stream()
                .map(Address::owner)
                .filter(owner -> owner instanceof Owner.OfSubject)
                .map(Owner::id)
                .collect(Collectors.toSet());
        Set<UUID> mine = mine(person.person(), asked);
        Map<Address, Set<Relation>> relations = new HashMap<>();
        for (Address address : question.what()) {
            if (address.owner() instanceof Owner.OfSubject(var subject) && mine.contains(subject.value())) {
                relations.put(address, Set.of(Relation.IN_CHARGE));
            }
        }
        return relations;
    }

    /// Those of these files that this person is in charge of now.
    Set<SubjectId> among(PersonId person, Set<SubjectId> subjects) {
        return mine(person, subjects.stream().map(SubjectId::value).toList()).stream()
                .map(SubjectId::new)
                .collect(Collectors.toSet());
    }

    private Set<UUID> mine(PersonId person, Collection<UUID> subjects) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql("""
                select * from clients.assignments
                where person_id = :person and state = 'ACTIVE' and subject_id in (:subjects)
                """)
                .param("person", person.value())
                .param("subjects", subjects)
                .query((row, number) -> row(row))
                .list()
                .stream()
                .filter(this::genuine)
                .map(row -> row.subject().value())
                .collect(Collectors.toSet());
    }

    /// Whether it is certain that this person is not in charge of the file: a row that SQL touched, or took away, is no
    /// answer.
    boolean isSurelyNot(PersonId person, SubjectId subject) {
        Optional<Row> row = jdbc.sql(
                        "select * from clients.assignments where person_id = :person and subject_id = :subject")
                .param("person", person.value())
                .param("subject", subject.value())
                .query((found, number) -> row(found))
                .optional();
        return row.map(found -> !found.active() && genuine(found))
                .orElseGet(() -> !ledger.knows(name(subject, person)));
    }

    /// Rows that are not what was written, of the latest so many.
    long touched(int sample) {
        return jdbc
                .sql("select * from clients.assignments order by changed_at desc limit :sample")
                .param("sample", sample)
                .query((row, number) -> row(row))
                .list()
                .stream()
                .filter(row -> !genuine(row))
                .count();
    }

    private void lock(SubjectId subject, PersonId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name(subject, person))
                .query((row, number) -> 0)
                .single();
    }

    private boolean genuine(Row row) {
        return gateRows.genuine(row.gateRow(), row.mac());
    }

    private static String name(SubjectId subject, PersonId person) {
        return "clients.assignments/" + subject + "/" + person;
    }

    private static GateRow gate(
            SubjectId subject, PersonId person, boolean active, Instant at, long version, Digest leaf) {
        return new GateRow(
                name(subject, person),
                version,
                leaf,
                List.of(subject.toString(), person.toString(), active ? "ACTIVE" : "ENDED", at.toString()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new SubjectId(row.getObject("subject_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("state").equals("ACTIVE"),
                row.getTimestamp("changed_at").toInstant(),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }
}
