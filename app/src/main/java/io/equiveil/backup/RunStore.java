package io.equiveil.backup;

import io.equiveil.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Runs as the database keeps them.
@Repository
class RunStore {

    private static final String COLUMNS = "id, kind, state, asked_by, started_at, ended_at, generation, fault, stage,"
            + " done, total, row_count, bytes, documents, missing, sample";

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(RunId id, Run.Kind kind, Optional<PersonId> askedBy, Instant at) {
        jdbc.sql("insert into backup.runs (id, kind, state, asked_by, started_at, stage)"
                        + " values (:id, :kind, 'RUNNING', :by, :at, 'WAITING')")
                .param("id", id.value())
                .param("kind", kind.name())
                .param("by", askedBy.map(PersonId::value).orElse(null))
                .param("at", utc(at))
                .update();
    }

    void progress(RunId id, Run.Stage stage, int done, int total) {
        jdbc.sql("update backup.runs set stage = ?, done = ?, total = ? where id = ? and state = 'RUNNING'")
                .params(stage.name(), done, total, id.value())
                .update();
    }

    void done(RunId id, Instant at, Instant generation, long rows, long bytes, int documents, int missing, int sample) {
        jdbc.sql("update backup.runs set state = 'DONE', ended_at = ?, generation = ?, row_count = ?, bytes = ?,"
                        + " documents = ?, missing = ?, sample = ? where id = ? and state = 'RUNNING'")
                .params(utc(at), utc(generation), rows, bytes, documents, missing, sample, id.value())
                .update();
    }

    void failed(RunId id, Instant at, BackupFault fault) {
        jdbc.sql("update backup.runs set state = 'FAILED', ended_at = ?, fault = ? where id = ? and state = 'RUNNING'")
                .params(utc(at), fault.name(), id.value())
                .update();
    }

    /// Runs of a process that is no more.
    List<RunId> unfinished() {
        return jdbc.sql("select id from backup.runs where state = 'RUNNING'")
                .query((row, _) -> new RunId(row.getObject(1, UUID.class)))
                .list();
    }

    Optional<Run> find(RunId id) {
        return jdbc.sql("select " + COLUMNS + " from backup.runs where id = ?")
                .param(id.value())
                .query((row, _) -> run(row))
                .optional();
    }

    /// The newest first.
    List<Run> newest(int most) {
        return jdbc.sql("select " + COLUMNS + " from backup.runs order by started_at desc, id limit ?")
                .param(most)
                .query((row, _) -> run(row))
                .list();
    }

    Optional<Run> last(Run.Kind kind, Run.State state) {
        return jdbc.sql("select " + COLUMNS
                        + " from backup.runs where kind = ? and state = ? order by started_at desc limit 1")
                .params(kind.name(), state.name())
                .query((row, _) -> run(row))
                .optional();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                new RunId(row.getObject("id", UUID.class)),
                Run.Kind.valueOf(row.getString("kind")),
                Run.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("asked_by", UUID.class)).map(PersonId::new),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                instant(row, "generation"),
                Optional.ofNullable(row.getString("fault")).map(BackupFault::valueOf),
                Run.Stage.valueOf(row.getString("stage")),
                row.getInt("done"),
                row.getInt("total"),
                row.getLong("row_count"),
                row.getLong("bytes"),
                row.getInt("documents"),
                row.getInt("missing"),
                row.getInt("sample"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
