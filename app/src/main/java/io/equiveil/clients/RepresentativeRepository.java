package io.equiveil.clients;

import io.equiveil.clients.Representative.State;
import io.equiveil.identity.Capacity;
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
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Representatives, each row authenticated (promise P7): one that SQL changed or put in is no representative.
@Repository
class RepresentativeRepository {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    RepresentativeRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    private record Row(Representative representative, long version, Digest leaf, byte[] mac) {}

    /// Writes what a representative has become, together with the entry that says so.
    void set(Representative now, Entry entry) {
        String name = name(now.id());
        // What the column keeps: the clock's own moments are finer.
        Representative kept = at(now);
        long version = ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        jdbc.sql("""
                insert into clients.representatives
                    (id, subject_id, capacity, until, state, proposed_by, person_id, changed_at, version, leaf, mac)
                values (:id, :subject, :capacity, :until, :state, :by, :person, :at, :version, :leaf, :mac)
                on conflict (id) do update set state = excluded.state, person_id = excluded.person_id,
                    changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                    mac = excluded.mac
                """)
                .param("id", kept.id().value())
                .param("subject", kept.subject().value())
                .param("capacity", kept.capacity().name())
                .param("until", kept.until().orElse(null))
                .param("state", kept.state().name())
                .param("by", kept.proposedBy().value())
                .param("person", kept.person().map(PersonId::value).orElse(null))
                .param("at", Timestamp.from(kept.changedAt()))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(kept, version, receipt.leafHash())))
                .update();
    }

    /// Keeps the token of name and number, for comparing with what somebody reads on the paper.
    void token(RepresentativeId id, byte[] token) {
        jdbc.sql("update clients.representatives set who_bidx = :token where id = :id")
                .param("token", token)
                .param("id", id.value())
                .update();
    }

    /// The token, or nothing that any other equals.
    byte[] token(RepresentativeId id) {
        return jdbc.sql("select coalesce(who_bidx, ''::bytea) from clients.representatives where id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .optional()
                .orElseGet(() -> new byte[0]);
    }

    void forgetToken(RepresentativeId id) {
        jdbc.sql("update clients.representatives set who_bidx = null where id = :id")
                .param("id", id.value())
                .update();
    }

    /// Forgets the tokens of all who act or were to act for a client.
    void forgetTokens(SubjectId subject) {
        jdbc.sql(
                        "update clients.representatives set who_bidx = null where subject_id = :subject and who_bidx is not null")
                .param("subject", subject.value())
                .update();
    }

    /// Those who act by an authority whose last day was before this one; at most 100.
    List<Representative> lapsed(LocalDate today) {
        return genuine(jdbc.sql("select * from clients.representatives where state = 'CONFIRMED' and until < :today"
                        + " order by until limit " + MOST)
                .param("today", today)
                .query((row, number) -> row(row))
                .list());
    }

    /// Those who act by an authority whose last day is not past and lies before or on this one, the next to end first;
    /// at
    /// most 100.
    List<Representative> ending(LocalDate today, LocalDate until) {
        return genuine(jdbc.sql("select * from clients.representatives where state = 'CONFIRMED'"
                        + " and until between :today and :until order by until limit " + MOST)
                .param("today", today)
                .param("until", until)
                .query((row, number) -> row(row))
                .list());
    }

    /// Those whose time is over and whose name and number still stand, the oldest first; at most 100.
    List<Representative> notForgotten() {
        return genuine(jdbc.sql("select * from clients.representatives where state in ('ENDED', 'REFUSED')"
                        + " and who_bidx is not null order by changed_at limit " + MOST)
                .query((row, number) -> row(row))
                .list());
    }

    /// Those of a client, those that wait first, then the latest; at most 100.
    List<Representative> of(SubjectId subject) {
        return genuine(jdbc.sql("select * from clients.representatives where subject_id = :subject"
                        + " order by state = 'PROPOSED' desc, changed_at desc limit " + MOST)
                .param("subject", subject.value())
                .query((row, number) -> row(row))
                .list());
    }

    /// Whether anybody was ever confirmed to act in the own right, in the place of whoever had signed first; a row that
    /// SQL touched counts as such.
    boolean wasReplaced(SubjectId subject) {
        List<Row> all = jdbc.sql("select * from clients.representatives where subject_id = :subject")
                .param("subject", subject.value())
                .query((row, number) -> row(row))
                .list();
        List<Representative> genuine = genuine(all);
        return genuine.size() < all.size() || genuine.stream().anyMatch(Representative::stoodInOwnRight);
    }

    /// Those that wait for an answer, the oldest first; at most 100.
    List<Representative> waiting() {
        return genuine(jdbc.sql("select * from clients.representatives where state = 'PROPOSED'"
                        + " order by changed_at limit " + MOST)
                .query((row, number) -> row(row))
                .list());
    }

    /// One, locked until the end of the transaction.
    Optional<Representative> lock(RepresentativeId id) {
        return genuine(jdbc.sql("select * from clients.representatives where id = :id for update")
                        .param("id", id.value())
                        .query((row, number) -> row(row))
                        .list())
                .stream()
                .findFirst();
    }

    private List<Representative> genuine(List<Row> rows) {
        return rows.stream()
                .filter(row -> gateRows.genuine(gate(row.representative(), row.version(), row.leaf()), row.mac()))
                .map(Row::representative)
                .toList();
    }

    private static Representative at(Representative now) {
        return new Representative(
                now.id(),
                now.subject(),
                now.capacity(),
                now.until(),
                now.state(),
                now.proposedBy(),
                now.person(),
                now.changedAt().truncatedTo(ChronoUnit.MICROS));
    }

    private static String name(RepresentativeId id) {
        return "clients.representatives/" + id;
    }

    private static GateRow gate(Representative now, long version, Digest leaf) {
        return new GateRow(
                name(now.id()),
                version,
                leaf,
                List.of(
                        now.subject().toString(),
                        now.capacity().name(),
                        now.until().map(LocalDate::toString).orElse(""),
                        now.state().name(),
                        now.proposedBy().toString(),
                        now.person().map(PersonId::toString).orElse(""),
                        now.changedAt().toString()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Representative(
                        new RepresentativeId(row.getObject("id", UUID.class)),
                        new SubjectId(row.getObject("subject_id", UUID.class)),
                        Capacity.valueOf(row.getString("capacity")),
                        Optional.ofNullable(row.getObject("until", LocalDate.class)),
                        State.valueOf(row.getString("state")),
                        new PersonId(row.getObject("proposed_by", UUID.class)),
                        Optional.ofNullable(row.getObject("person_id", UUID.class))
                                .map(PersonId::new),
                        row.getTimestamp("changed_at").toInstant()),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }
}
