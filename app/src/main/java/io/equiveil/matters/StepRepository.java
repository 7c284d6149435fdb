package io.equiveil.matters;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The legal steps of matters as rows.
@Repository
class StepRepository {

    private final JdbcClient jdbc;

    StepRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One line of the checklist.
    record StepRow(LegalStep step, Optional<LocalDate> due, Optional<LocalDate> done, Optional<DocumentId> document) {}

    void add(MatterId matter, Collection<LegalStep> steps) {
        for (LegalStep step : steps) {
            jdbc.sql("insert into matters.steps (matter_id, step) values (:matter, :step)")
                    .param("matter", matter.value())
                    .param("step", step.name())
                    .update();
        }
    }

    boolean complete(MatterId matter, LegalStep step, LocalDate on, PersonId by, Optional<DocumentId> document) {
        return jdbc.sql("""
                                update matters.steps set done_on = :on, done_by = :by, document_id = :document
                                 where matter_id = :matter and step = :step and done_on is null
                                """)
                        .param("on", on)
                        .param("by", by.value())
                        .param("document", document.map(DocumentId::value).orElse(null))
                        .param("matter", matter.value())
                        .param("step", step.name())
                        .update()
                == 1;
    }

    boolean schedule(MatterId matter, LegalStep step, LocalDate due) {
        return jdbc.sql("""
                                update matters.steps set due_on = :due
                                 where matter_id = :matter and step = :step and done_on is null
                                """)
                        .param("due", due)
                        .param("matter", matter.value())
                        .param("step", step.name())
                        .update()
                == 1;
    }

    List<StepRow> of(MatterId matter) {
        return jdbc
                .sql("select step, due_on, done_on, document_id from matters.steps where matter_id = :matter")
                .param("matter", matter.value())
                .query((row, n) -> new StepRow(
                        LegalStep.valueOf(row.getString("step")),
                        Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("done_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("document_id", UUID.class))
                                .map(DocumentId::new)))
                .list()
                .stream()
                .sorted(Comparator.comparing(StepRow::step))
                .toList();
    }
}
