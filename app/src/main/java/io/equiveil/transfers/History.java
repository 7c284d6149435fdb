package io.equiveil.transfers;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What happened to each step, in order, with the number of the ledger's entry about it. Rows are added and never
/// changed; what is proven is the ledger's affair, this is for reading.
@Repository
class History {

    private final JdbcClient jdbc;

    History(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            MatterId matter,
            TransferStep step,
            StepEvent.Act act,
            PersonId by,
            Optional<LocalDate> day,
            Optional<DocumentId> document,
            Receipt receipt) {
        jdbc.sql("""
                        insert into transfers.history (matter_id, step, act, person_id, day, document_id, intake, at)
                        values (:matter, :step, :act, :person, :day, :document, :intake, :at)
                        """)
                .param("matter", matter.value())
                .param("step", step.name())
                .param("act", act.name())
                .param("person", by.value())
                .param("day", day.orElse(null))
                .param("document", document.map(DocumentId::value).orElse(null))
                .param("intake", receipt.intake())
                .param("at", Timestamp.from(receipt.at()))
                .update();
    }

    List<StepEvent> of(MatterId matter, TransferStep step) {
        return jdbc.sql("select * from transfers.history where matter_id = :matter and step = :step order by id")
                .param("matter", matter.value())
                .param("step", step.name())
                .query((row, _) -> new StepEvent(
                        row.getTimestamp("at").toInstant(),
                        StepEvent.Act.valueOf(row.getString("act")),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        Optional.ofNullable(row.getObject("day", LocalDate.class)),
                        document(row.getObject("document_id", UUID.class)),
                        row.getLong("intake")))
                .list();
    }

    private static Optional<DocumentId> document(@Nullable UUID id) {
        return Optional.ofNullable(id).map(DocumentId::new);
    }
}
