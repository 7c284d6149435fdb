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

/// What the check for conflicts found. Whether a matter may go on stands in the matter's own authenticated row; these
/// rows are for reading.
@Repository
class ConflictRepository {

    private final JdbcClient jdbc;

    ConflictRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A find.
    record ConflictRow(MatterId matter, Conflict.Kind kind, Optional<MatterId> other, Instant foundAt) {}

    void add(ConflictRow row) {
        jdbc.sql("""
                        insert into matters.conflicts (id, matter_id, kind, other_id, found_at)
                        values (:id, :matter, :kind, :other, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("matter", row.matter().value())
                .param("kind", row.kind().name())
                .param("other", row.other().map(MatterId::value).orElse(null))
                .param("at", Timestamp.from(row.foundAt()))
                .update();
    }

    /// Whether the same was found before, decided about or not.
    boolean isKnown(ConflictRow row) {
        return jdbc.sql("""
                        select exists (select 1 from matters.conflicts
                                        where matter_id = :matter and kind = :kind
                                          and other_id is not distinct from cast(:other as uuid))
                        """)
                .param("matter", row.matter().value())
                .param("kind", row.kind().name())
                .param("other", row.other().map(MatterId::value).orElse(null))
                .query(Boolean.class)
                .single();
    }

    /// Everything that nobody has decided about, oldest first.
    List<ConflictRow> open() {
        return jdbc.sql("select * from matters.conflicts where decided_at is null order by found_at limit 200")
                .query((row, _) -> new ConflictRow(
                        new MatterId(row.getObject("matter_id", UUID.class)),
                        Conflict.Kind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getObject("other_id", UUID.class))
                                .map(MatterId::new),
                        row.getTimestamp("found_at").toInstant()))
                .list();
    }

    List<MatterId> others(MatterId matter) {
        return jdbc.sql("select other_id from matters.conflicts where matter_id = :matter and other_id is not null")
                .param("matter", matter.value())
                .query((row, _) -> new MatterId(row.getObject("other_id", UUID.class)))
                .list();
    }

    void decide(MatterId matter, boolean cleared, PersonId by, Instant at) {
        jdbc.sql("""
                        update matters.conflicts set cleared = :cleared, decided_by = :by, decided_at = :at
                         where matter_id = :matter and decided_at is null
                        """)
                .param("cleared", cleared)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("matter", matter.value())
                .update();
    }
}
