package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RetentionGroup;
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

/// Destructions of matters' keys: asked for, and done.
@Repository
class DestructionRepository {

    private final JdbcClient jdbc;

    DestructionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A destroyed group of a matter.
    ///
    /// @param certified number on arrival of the entry about the first stage
    /// @param measured  of the entry about the second
    record DestructionRow(
            MatterId matter,
            RetentionGroup group,
            Instant closedAt,
            PersonId askedBy,
            PersonId approvedBy,
            OptionalLong certified,
            OptionalLong measured) {}

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

    /// Who asked, and when.
    record RequestRow(PersonId by, Instant at) {}

    Optional<RequestRow> request(MatterId matter) {
        return jdbc.sql("select asked_by, asked_at from matters.destruction_requests where matter_id = :matter")
                .param("matter", matter.value())
                .query((row, _) -> new RequestRow(
                        new PersonId(row.getObject("asked_by", UUID.class)),
                        row.getTimestamp("asked_at").toInstant()))
                .optional();
    }

    void answered(MatterId matter) {
        jdbc.sql("delete from matters.destruction_requests where matter_id = :matter")
                .param("matter", matter.value())
                .update();
    }

    /// What was noted of the group before gives way: its key lived until now.
    void add(DestructionRow row) {
        jdbc.sql("""
                        insert into matters.destructions (matter_id, retention_group, closed_at, asked_by, approved_by,
                                                          certified)
                        values (:matter, :group, :at, :asked, :approved, :certified)
                        on conflict (matter_id, retention_group) do update set closed_at = excluded.closed_at,
                            asked_by = excluded.asked_by, approved_by = excluded.approved_by,
                            certified = excluded.certified, measured = null
                        """)
                .param("matter", row.matter().value())
                .param("group", row.group().name())
                .param("at", Timestamp.from(row.closedAt()))
                .param("asked", row.askedBy().value())
                .param("approved", row.approvedBy().value())
                .param(
                        "certified",
                        row.certified().isPresent() ? row.certified().getAsLong() : null)
                .update();
    }

    void measured(MatterId matter, RetentionGroup group, long intake) {
        jdbc.sql("update matters.destructions set measured = :intake where matter_id = :matter"
                        + " and retention_group = :group and measured is null")
                .param("intake", intake)
                .param("matter", matter.value())
                .param("group", group.name())
                .update();
    }

    List<DestructionRow> of(MatterId matter) {
        return jdbc.sql(
                        "select * from matters.destructions where matter_id = :matter order by closed_at, retention_group")
                .param("matter", matter.value())
                .query((row, _) -> read(row))
                .list();
    }

    /// Those whose second stage nobody has written down yet, oldest first.
    List<DestructionRow> unmeasured(int limit) {
        return jdbc.sql(
                        "select * from matters.destructions where measured is null and certified is not null order by closed_at limit :limit")
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /// The latest, for checks.
    List<DestructionRow> latest(int limit) {
        return jdbc.sql("select * from matters.destructions order by closed_at desc limit :limit")
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static DestructionRow read(ResultSet row) throws SQLException {
        return new DestructionRow(
                new MatterId(row.getObject("matter_id", UUID.class)),
                RetentionGroup.valueOf(row.getString("retention_group")),
                row.getTimestamp("closed_at").toInstant(),
                new PersonId(row.getObject("asked_by", UUID.class)),
                new PersonId(row.getObject("approved_by", UUID.class)),
                number(row, "certified"),
                number(row, "measured"));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
