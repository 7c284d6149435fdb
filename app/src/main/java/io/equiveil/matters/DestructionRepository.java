package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RetentionGroup;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Destructions of matters' keys: asked for, and done.
@Repository
class DestructionRepository {

    private final JdbcClient jdbc;

    DestructionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void ask(MatterId matter, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into matters.destruction_requests (matter_id, asked_by, asked_at)
                        values (:matter, :by, :at)
                        on conflict (matter_id) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at
                        """)
                .param("matter", matter.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<PersonId> askedBy(MatterId matter) {
        return jdbc.sql("select asked_by from matters.destruction_requests where matter_id = :matter")
                .param("matter", matter.value())
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    void answered(MatterId matter) {
        jdbc.sql("delete from matters.destruction_requests where matter_id = :matter")
                .param("matter", matter.value())
                .update();
    }

    /// A destroyed group of a matter.
    record DestructionRow(RetentionGroup group, Instant closedAt, PersonId askedBy, PersonId approvedBy) {}

    void add(MatterId matter, DestructionRow row) {
        jdbc.sql("""
                        insert into matters.destructions (matter_id, retention_group, closed_at, asked_by, approved_by)
                        values (:matter, :group, :at, :asked, :approved)
                        """)
                .param("matter", matter.value())
                .param("group", row.group().name())
                .param("at", Timestamp.from(row.closedAt()))
                .param("asked", row.askedBy().value())
                .param("approved", row.approvedBy().value())
                .update();
    }

    List<DestructionRow> of(MatterId matter) {
        return jdbc.sql("select * from matters.destructions where matter_id = :matter order by closed_at")
                .param("matter", matter.value())
                .query((row, n) -> new DestructionRow(
                        RetentionGroup.valueOf(row.getString("retention_group")),
                        row.getTimestamp("closed_at").toInstant(),
                        new PersonId(row.getObject("asked_by", UUID.class)),
                        new PersonId(row.getObject("approved_by", UUID.class))))
                .list();
    }
}
