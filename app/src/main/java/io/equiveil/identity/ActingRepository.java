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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// For whom a person acts; each row authenticated (promise P7).
@Repository
class ActingRepository {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Clock clock;

    ActingRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.clock = clock;
    }

    /// One row.
    record Acting(
            PersonId person,
            SubjectId subject,
            boolean active,
            Optional<Authority> authority,
            Instant changedAt,
            long version,
            Digest leaf,
            byte[] mac) {

        GateRow gateRow() {
            return row(person, subject, active, authority, changedAt, version, leaf);
        }

        boolean stands(LocalDate today) {
            return active && authority.map(by -> by.stands(today)).orElse(true);
        }
    }

    private static String name(PersonId person, SubjectId subject) {
        return "identity.acting/" + person + "/" + subject;
    }

    private static GateRow row(
            PersonId person,
            SubjectId subject,
            boolean active,
            Optional<Authority> authority,
            Instant changedAt,
            long version,
            Digest leaf) {
        List<String> columns = new ArrayList<>(List.of(active ? "ACTIVE" : "ENDED", changedAt.toString()));
        authority.ifPresent(by -> {
            columns.add(by.capacity().name());
            columns.add(by.until().map(LocalDate::toString).orElse(""));
        });
        return new GateRow(name(person, subject), version, leaf, List.copyOf(columns));
    }

    /// Sets whether a person acts for a subject, together with the entry that says so.
    ///
    /// @param authority empty for the client itself and for whoever signed for it first
    void set(
            PersonId person,
            SubjectId subject,
            boolean active,
            Optional<Authority> authority,
            Instant now,
            Entry entry) {
        long version = find(person, subject).map(Acting::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name(person, subject), version));
        byte[] mac = gateRows.mac(row(person, subject, active, authority, now, version, receipt.leafHash()));
        jdbc.sql("""
                        insert into identity.acting (person_id, subject_id, status, capacity, until, changed_at, version, leaf, mac)
                        values (:person, :subject, :status, :capacity, :until, :changedAt, :version, :leaf, :mac)
                        on conflict (person_id, subject_id) do update set status = excluded.status,
                            capacity = excluded.capacity, until = excluded.until, changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                            mac = excluded.mac
                        """)
                .param("person", person.value())
                .param("subject", subject.value())
                .param("status", active ? "ACTIVE" : "ENDED")
                .param("capacity", authority.map(by -> by.capacity().name()).orElse(null))
                .param("until", authority.flatMap(Authority::until).orElse(null))
                .param("changedAt", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    /// The subjects that this person acts for on this day.
    Set<SubjectId> subjectsOf(PersonId person) {
        LocalDate today = today();
        return jdbc
                .sql("select * from identity.acting where person_id = :person and status = 'ACTIVE'")
                .param("person", person.value())
                .query((row, number) -> acting(row))
                .list()
                .stream()
                .filter(acting -> acting.stands(today) && genuine(acting))
                .map(Acting::subject)
                .collect(Collectors.toSet());
    }

    /// All subjects for which there is or was a row, whoever wrote it.
    Set<SubjectId> everSubjectsOf(PersonId person) {
        return Set.copyOf(jdbc.sql("select subject_id from identity.acting where person_id = :person")
                .param("person", person.value())
                .query((row, number) -> new SubjectId(row.getObject("subject_id", UUID.class)))
                .list());
    }

    /// Clients' accounts that are not closed and whose rows all say that they act for nobody.
    List<PersonId> actingForNobody() {
        return jdbc.sql("""
                        select p.id from identity.people p
                         where p.kind = 'CLIENT' and p.status <> 'ENDED'
                           and exists (select 1 from identity.acting a where a.person_id = p.id)
                           and not exists (select 1 from identity.acting a
                                            where a.person_id = p.id and a.status = 'ACTIVE')
                         order by p.created_at, p.id limit 100
                        """)
                .query((row, number) -> new PersonId(row.getObject("id", UUID.class)))
                .list();
    }

    /// The people who act for this subject on this day, with the authority by which they do: none for the client
    /// itself and for whoever signed for it first.
    Map<PersonId, Optional<Authority>> peopleFor(SubjectId subject) {
        LocalDate today = today();
        return jdbc
                .sql("select * from identity.acting where subject_id = :subject and status = 'ACTIVE'")
                .param("subject", subject.value())
                .query((row, number) -> acting(row))
                .list()
                .stream()
                .filter(acting -> acting.stands(today) && genuine(acting))
                .collect(Collectors.toMap(Acting::person, Acting::authority));
    }

    private Optional<Acting> find(PersonId person, SubjectId subject) {
        return jdbc.sql("select * from identity.acting where person_id = :person and subject_id = :subject for update")
                .param("person", person.value())
                .param("subject", subject.value())
                .query((row, number) -> acting(row))
                .optional();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(SHANGHAI));
    }

    private boolean genuine(Acting acting) {
        return gateRows.genuine(acting.gateRow(), acting.mac());
    }

    private static Acting acting(ResultSet row) throws SQLException {
        String capacity = row.getString("capacity");
        LocalDate until = row.getObject("until", LocalDate.class);
        return new Acting(
                new PersonId(row.getObject("person_id", UUID.class)),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                row.getString("status").equals("ACTIVE"),
                capacity == null
                        ? Optional.empty()
                        : Optional.of(new Authority(Capacity.valueOf(capacity), Optional.ofNullable(until))),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }
}
