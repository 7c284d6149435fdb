package io.equiveil.identity;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// For whom a person acts; each row authenticated (promise P7).
@Repository
class ActingRepository {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    ActingRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// One row.
    record Acting(
            PersonId person,
            SubjectId subject,
            boolean active,
            Instant changedAt,
            long version,
            Digest leaf,
            byte[] mac) {

        GateRow gateRow() {
            return row(person, subject, active, changedAt, version, leaf);
        }
    }

    private static String name(PersonId person, SubjectId subject) {
        return "identity.acting/" + person + "/" + subject;
    }

    private static GateRow row(
            PersonId person, SubjectId subject, boolean active, Instant changedAt, long version, Digest leaf) {
        return new GateRow(
                name(person, subject), version, leaf, List.of(active ? "ACTIVE" : "ENDED", changedAt.toString()));
    }

    /// Sets whether a person acts for a subject, together with the entry that says so.
    void set(PersonId person, SubjectId subject, boolean active, Instant now, Entry entry) {
        long version = find(person, subject).map(Acting::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name(person, subject), version));
        byte[] mac = gateRows.mac(row(person, subject, active, now, version, receipt.leafHash()));
        jdbc.sql("""
                        insert into identity.acting (person_id, subject_id, status, changed_at, version, leaf, mac)
                        values (:person, :subject, :status, :changedAt, :version, :leaf, :mac)
                        on conflict (person_id, subject_id) do update set status = excluded.status,
                            changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                            mac = excluded.mac
                        """)
                .param("person", person.value())
                .param("subject", subject.value())
                .param("status", active ? "ACTIVE" : "ENDED")
                .param("changedAt", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    /// The subjects that this person acts for now.
    Set<SubjectId> subjectsOf(PersonId person) {
        return jdbc
                .sql("select * from identity.acting where person_id = :person and status = 'ACTIVE'")
                .param("person", person.value())
                .query((row, number) -> acting(row))
                .list()
                .stream()
                .filter(this::genuine)
                .map(Acting::subject)
                .collect(Collectors.toSet());
    }

    /// The people who act for this subject now.
    Set<PersonId> peopleFor(SubjectId subject) {
        return jdbc
                .sql("select * from identity.acting where subject_id = :subject and status = 'ACTIVE'")
                .param("subject", subject.value())
                .query((row, number) -> acting(row))
                .list()
                .stream()
                .filter(this::genuine)
                .map(Acting::person)
                .collect(Collectors.toSet());
    }

    private Optional<Acting> find(PersonId person, SubjectId subject) {
        return jdbc.sql("select * from identity.acting where person_id = :person and subject_id = :subject for update")
                .param("person", person.value())
                .param("subject", subject.value())
                .query((row, number) -> acting(row))
                .optional();
    }

    private boolean genuine(Acting acting) {
        return gateRows.genuine(acting.gateRow(), acting.mac());
    }

    private static Acting acting(ResultSet row) throws SQLException {
        return new Acting(
                new PersonId(row.getObject("person_id", UUID.class)),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                row.getString("status").equals("ACTIVE"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }
}
