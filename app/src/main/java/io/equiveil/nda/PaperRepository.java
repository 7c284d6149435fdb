package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Scans of signed papers as rows. Which of them counts is said by the agreement's own row, under its MAC.
@Repository
class PaperRepository {

    private static final String COLUMNS = """
            id, agreement_id, scan_id, pages, pages_seen, signed_on, taken_in_by, taken_in_at, confirmed_by,
            confirmed_at, returned_by, returned_at, returned_because
            """;

    private final JdbcClient jdbc;

    PaperRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A paper original on its way in, or in.
    ///
    /// @param pages     pages of the scan
    /// @param pagesSeen pages of the text whose codes a machine read on the scan, in order
    record Paper(
            UUID id,
            AgreementId agreement,
            UUID scan,
            int pages,
            List<Integer> pagesSeen,
            LocalDate signedOn,
            PersonId takenInBy,
            Instant takenInAt,
            Optional<Confirmed> confirmed,
            Optional<Returned> returned) {

        static Paper taken(
                AgreementId agreement,
                UUID scan,
                int pages,
                List<Integer> seen,
                LocalDate signedOn,
                PersonId by,
                Instant at) {
            return new Paper(
                    UUID.randomUUID(),
                    agreement,
                    scan,
                    pages,
                    seen,
                    signedOn,
                    by,
                    at,
                    Optional.empty(),
                    Optional.empty());
        }

        boolean waits() {
            return confirmed.isEmpty() && returned.isEmpty();
        }
    }

    record Confirmed(PersonId by, Instant at) {}

    record Returned(PersonId by, Instant at, PaperFault because) {}

    void add(Paper paper) {
        jdbc.sql("""
                        insert into nda.papers
                            (id, agreement_id, scan_id, pages, pages_seen, signed_on, taken_in_by, taken_in_at)
                        values (:id, :agreement, :scan, :pages, :seen, :signedOn, :by, :at)
                        """)
                .param("id", paper.id())
                .param("agreement", paper.agreement().value())
                .param("scan", paper.scan())
                .param("pages", paper.pages())
                .param("seen", paper.pagesSeen().toArray(Integer[]::new))
                .param("signedOn", paper.signedOn())
                .param("by", paper.takenInBy().value())
                .param("at", Timestamp.from(paper.takenInAt()))
                .update();
    }

    void confirm(UUID paper, PersonId by, Instant at) {
        jdbc.sql("update nda.papers set confirmed_by = :by, confirmed_at = :at where id = :id")
                .param("id", paper)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void sendBack(UUID paper, PersonId by, Instant at, PaperFault because) {
        jdbc.sql(
                        "update nda.papers set returned_by = :by, returned_at = :at, returned_because = :because where id = :id")
                .param("id", paper)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("because", because.name())
                .update();
    }

    /// Every scan that was ever taken in for an agreement, oldest first.
    List<Paper> of(AgreementId agreement) {
        return jdbc.sql("select " + COLUMNS + " from nda.papers where agreement_id = :id order by taken_in_at")
                .param("id", agreement.value())
                .query((row, _) -> paper(row))
                .list();
    }

    Optional<Paper> latest(AgreementId agreement) {
        List<Paper> all = of(agreement);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private static Paper paper(ResultSet row) throws SQLException {
        Array seen = row.getArray("pages_seen");
        return new Paper(
                row.getObject("id", UUID.class),
                new AgreementId(row.getObject("agreement_id", UUID.class)),
                row.getObject("scan_id", UUID.class),
                row.getInt("pages"),
                Arrays.asList((Integer[]) seen.getArray()),
                row.getObject("signed_on", LocalDate.class),
                new PersonId(row.getObject("taken_in_by", UUID.class)),
                row.getTimestamp("taken_in_at").toInstant(),
                by(row, "confirmed_by").map(person -> new Confirmed(person, at(row, "confirmed_at"))),
                by(row, "returned_by")
                        .map(person -> new Returned(
                                person, at(row, "returned_at"), PaperFault.valueOf(text(row, "returned_because")))));
    }

    private static Optional<PersonId> by(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(PersonId::new);
    }

    private static Instant at(ResultSet row, String column) {
        try {
            return row.getTimestamp(column).toInstant();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
