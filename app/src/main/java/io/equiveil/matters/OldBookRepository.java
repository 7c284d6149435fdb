package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.SubjectId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Matters from the old books, for reading. Whether one was taken up stands in the matter's own authenticated row.
@Repository
class OldBookRepository {

    private final JdbcClient jdbc;

    OldBookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(MatterId matter, SubjectId seller, OldMatter old) {
        jdbc.sql("""
                        insert into matters.old_books (matter_id, seller_id, stage, mandated_on, brought_at)
                        values (:matter, :seller, :stage, :on, :at)
                        """)
                .param("matter", matter.value())
                .param("seller", seller.value())
                .param("stage", old.stage().name())
                .param("on", old.mandatedOn())
                .param("at", Timestamp.from(old.broughtAt()))
                .update();
    }

    void takenUp(MatterId matter, Instant at) {
        jdbc.sql("update matters.old_books set taken_up_at = :at where matter_id = :matter")
                .param("matter", matter.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<OldMatter> of(MatterId matter) {
        return jdbc.sql(
                        "select stage, mandated_on, brought_at, taken_up_at from matters.old_books where matter_id = :matter")
                .param("matter", matter.value())
                .query((row, _) -> new OldMatter(
                        MatterStage.valueOf(row.getString(1)),
                        row.getObject(2, LocalDate.class),
                        row.getTimestamp(3).toInstant(),
                        Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant)))
                .optional();
    }

    /// Whether an open matter of this seller was brought in with this day of mandate.
    boolean holds(SubjectId seller, LocalDate mandatedOn) {
        return jdbc.sql("""
                        select exists (select 1 from matters.old_books o join matters.matters m on m.id = o.matter_id
                                        where o.seller_id = :seller and o.mandated_on = :on and m.closed_at is null)
                        """)
                .param("seller", seller.value())
                .param("on", mandatedOn)
                .query(Boolean.class)
                .single();
    }
}
