package io.equiveil.matters;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Destructions of the keys of clients' own files: asked for, and done. What counts is the key itself and the
/// log; these rows say where to look.
@Repository
class OwnFileRepository {

    private final JdbcClient jdbc;

    OwnFileRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A destroyed group.
    ///
    /// @param certified number on arrival of the entry about the first stage
    /// @param measured  of the entry about the second
    record Destroyed(
            SubjectId subject,
            RetentionGroup group,
            Instant closedAt,
            PersonId askedBy,
            PersonId approvedBy,
            long certified,
            OptionalLong measured) {}

    /// Who asked, and when.
    record Asked(SubjectId subject, PersonId by, Instant at) {}

    void ask(SubjectId subject, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into matters.own_file_requests (subject_id, asked_by, asked_at)
                        values (:subject, :by, :at)
                        on conflict (subject_id) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at
                        """)
                .param("subject", subject.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<Asked> asked(SubjectId subject) {
        return jdbc.sql("select * from matters.own_file_requests where subject_id = :subject")
                .param("subject", subject.value())
                .query((row, _) -> asked(row))
                .optional();
    }

    /// What waits for a second person, the oldest first.
    List<Asked> waiting(int limit) {
        return jdbc.sql("select * from matters.own_file_requests order by asked_at, subject_id limit :limit")
                .param("limit", limit)
                .query((row, _) -> asked(row))
                .list();
    }

    void answered(SubjectId subject) {
        jdbc.sql("delete from matters.own_file_requests where subject_id = :subject")
                .param("subject", subject.value())
                .update();
    }

    void add(Destroyed row) {
        jdbc.sql("""
                        insert into matters.own_file_destructions (subject_id, retention_group, closed_at, asked_by,
                                                                   approved_by, certified)
                        values (:subject, :group, :at, :asked, :approved, :certified)
                        on conflict (subject_id, retention_group) do nothing
                        """)
                .param("subject", row.subject().value())
                .param("group", row.group().name())
                .param("at", Timestamp.from(row.closedAt()))
                .param("asked", row.askedBy().value())
                .param("approved", row.approvedBy().value())
                .param("certified", row.certified())
                .update();
    }

    void measured(SubjectId subject, RetentionGroup group, long intake) {
        jdbc.sql("update matters.own_file_destructions set measured = :intake where subject_id = :subject"
                        + " and retention_group = :group and measured is null")
                .param("intake", intake)
                .param("subject", subject.value())
                .param("group", group.name())
                .update();
    }

    List<Destroyed> of(SubjectId subject) {
        return jdbc.sql("select * from matters.own_file_destructions where subject_id = :subject"
                        + " order by closed_at, retention_group")
                .param("subject", subject.value())
                .query((row, _) -> read(row))
                .list();
    }

    /// Those whose second stage nobody has written down yet, oldest first.
    List<Destroyed> unmeasured(int limit) {
        return jdbc.sql("select * from matters.own_file_destructions where measured is null"
                        + " order by closed_at limit :limit")
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /// The latest, for checks.
    List<Destroyed> latest(int limit) {
        return jdbc.sql("select * from matters.own_file_destructions order by closed_at desc limit :limit")
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                new SubjectId(row.getObject("subject_id", UUID.class)),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant());
    }

    private static Destroyed read(ResultSet row) throws SQLException {
        long measured = row.getLong("measured");
        OptionalLong second = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(measured);
        return new Destroyed(
                new SubjectId(row.getObject("subject_id", UUID.class)),
                RetentionGroup.valueOf(row.getString("retention_group")),
                row.getTimestamp("closed_at").toInstant(),
                new PersonId(row.getObject("asked_by", UUID.class)),
                new PersonId(row.getObject("approved_by", UUID.class)),
                row.getLong("certified"),
                second);
    }
}
