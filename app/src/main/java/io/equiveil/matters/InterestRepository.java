package io.equiveil.matters;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which clients have said what they would buy. What they said is sealed.
@Repository
class InterestRepository {

    private final JdbcClient jdbc;

    InterestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(SubjectId subject, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into matters.interests (subject_id, given_by, given_at) values (:subject, :by, :at)
                        on conflict (subject_id) do update set given_by = excluded.given_by, given_at = excluded.given_at
                        """)
                .param("subject", subject.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void forget(SubjectId subject) {
        jdbc.sql("delete from matters.interests where subject_id = :subject")
                .param("subject", subject.value())
                .update();
    }

    boolean has(SubjectId subject) {
        return jdbc.sql("select exists (select 1 from matters.interests where subject_id = :subject)")
                .param("subject", subject.value())
                .query(Boolean.class)
                .single();
    }

    /// Newest first.
    List<SubjectId> all(int limit) {
        return jdbc.sql("select subject_id from matters.interests order by given_at desc limit :limit")
                .param("limit", limit)
                .query((row, _) -> new SubjectId(row.getObject("subject_id", UUID.class)))
                .list();
    }
}
