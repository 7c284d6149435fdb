package io.equiveil.transfers;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Steps of matters as rows, each with what authenticates it, and the documents that show them. A row that is not
/// genuine is not given out, and its step counts as open.
@Repository
class StepRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    StepRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    /// @throws IllegalStateException if somebody else was faster; the caller's transaction rolls back
    void save(StepRow row, Digest leaf) {
        int rows = jdbc.sql("""
                        insert into transfers.steps (matter_id, step, responsible, due_on, done_on, done_by, version, leaf,
                                                     mac)
                        values (:matter, :step, :responsible, :due, :done, :by, :version, :leaf, :mac)
                        on conflict (matter_id, step) do update
                           set responsible = excluded.responsible, due_on = excluded.due_on, done_on = excluded.done_on,
                               done_by = excluded.done_by, version = excluded.version, leaf = excluded.leaf,
                               mac = excluded.mac
                         where transfers.steps.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("step", row.step().name())
                .param("responsible", row.responsible().map(PersonId::value).orElse(null))
                .param("due", row.due().orElse(null))
                .param("done", row.done().orElse(null))
                .param("by", row.doneBy().map(PersonId::value).orElse(null))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
        if (rows != 1) {
            throw new IllegalStateException("step " + row.step() + " was changed meanwhile");
        }
    }

    /// Every step that somebody has touched.
    Map<TransferStep, StepRow> of(MatterId matter) {
        return of(List.of(matter)).getOrDefault(matter, Map.of());
    }

    /// The same for many matters at once.
    Map<MatterId, Map<TransferStep, StepRow>> of(Collection<MatterId> matters) {
        Map<MatterId, Map<TransferStep, StepRow>> steps = new HashMap<>();
        gateRows.genuine(jdbc.sql("select * from transfers.steps where matter_id = any (:matters)")
                        .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                        .query((row, _) -> kept(row))
                        .list())
                .forEach(row -> steps.computeIfAbsent(row.matter(), _ -> new EnumMap<>(TransferStep.class))
                        .put(row.step(), row));
        return steps;
    }

    private static Kept<StepRow> kept(ResultSet row) throws SQLException {
        StepRow step = new StepRow(
                new MatterId(row.getObject("matter_id", UUID.class)),
                TransferStep.valueOf(row.getString("step")),
                person(row.getObject("responsible", UUID.class)),
                Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("done_on", LocalDate.class)),
                person(row.getObject("done_by", UUID.class)),
                row.getLong("version"));
        return new Kept<>(step.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), step);
    }

    private static Optional<PersonId> person(@Nullable UUID id) {
        return Optional.ofNullable(id).map(PersonId::new);
    }

    /// How many rows there are in all.
    long count(MatterId matter) {
        return jdbc.sql("select count(*) from transfers.steps where matter_id = :matter")
                .param("matter", matter.value())
                .query(Long.class)
                .single();
    }

    void attach(MatterId matter, TransferStep step, DocumentId document, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into transfers.step_documents (matter_id, step, document_id, added_by, added_at)
                        values (:matter, :step, :document, :by, :at)
                        on conflict do nothing
                        """)
                .param("matter", matter.value())
                .param("step", step.name())
                .param("document", document.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    /// What was attached to each step, in the order in which it came.
    Map<TransferStep, List<DocumentId>> documents(MatterId matter) {
        return jdbc
                .sql(
                        "select step, document_id from transfers.step_documents where matter_id = :matter order by added_at")
                .param("matter", matter.value())
                .query((row, _) -> Map.entry(
                        TransferStep.valueOf(row.getString("step")),
                        new DocumentId(row.getObject("document_id", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// Of these documents, those that show one of these steps.
    Set<DocumentId> showing(Set<UUID> documents, Set<TransferStep> steps) {
        return jdbc
                .sql("select document_id from transfers.step_documents where document_id = any (:documents)"
                        + " and step = any (:steps)")
                .param("documents", documents.toArray(UUID[]::new))
                .param("steps", steps.stream().map(Enum::name).toArray(String[]::new))
                .query((row, _) -> new DocumentId(row.getObject("document_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
