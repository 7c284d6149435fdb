package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Stops that compliance placed, for reading. Whether one stands is in the matter's own authenticated row.
@Repository
class HoldRepository {

    private final JdbcClient jdbc;

    HoldRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void place(MatterId matter, HoldKind kind, HoldReason reason, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into matters.holds (id, matter_id, kind, reason, placed_by, placed_at)
                        values (:id, :matter, :kind, :reason, :by, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("matter", matter.value())
                .param("kind", kind.name())
                .param("reason", reason.name())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void lift(MatterId matter, HoldKind kind, PersonId by, Instant at) {
        jdbc.sql("""
                        update matters.holds set lifted_by = :by, lifted_at = :at
                         where matter_id = :matter and kind = :kind and lifted_at is null
                        """)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("matter", matter.value())
                .param("kind", kind.name())
                .update();
    }

    /// Newest first.
    List<Hold> of(MatterId matter) {
        return jdbc.sql("select * from matters.holds where matter_id = :matter order by placed_at desc limit 50")
                .param("matter", matter.value())
                .query((row, _) -> new Hold(
                        HoldKind.valueOf(row.getString("kind")),
                        HoldReason.valueOf(row.getString("reason")),
                        new PersonId(row.getObject("placed_by", UUID.class)),
                        row.getTimestamp("placed_at").toInstant(),
                        Optional.ofNullable(row.getObject("lifted_by", UUID.class))
                                .map(PersonId::new),
                        Optional.ofNullable(row.getTimestamp("lifted_at")).map(Timestamp::toInstant)))
                .list();
    }
}
