package io.equiveil.imports;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.tables.TableEncoding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of this room.
@Repository
class ListRepository {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ListRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(BroughtList list, byte[] contentToken) {
        jdbc.sql("""
                insert into imports.lists (id, file_id, kind, brought_by, state, brought_at, kept_until, content_bidx,
                    encoding, sheet, header_row, columns, usual_kind, rows, worked_at)
                values (:id, :file, :kind, :by, :state, :at, :until, :token, :encoding, :sheet, :header, :columns,
                    :usual, :rows, :at)
                """)
                .param("id", list.id().value())
                .param("file", list.file().value())
                .param("kind", list.kind().name())
                .param("by", list.by().value())
                .param("state", list.state().name())
                .param("at", Timestamp.from(list.broughtAt()))
                .param("until", Timestamp.from(list.keptUntil()))
                .param("token", contentToken)
                .param("encoding", list.encoding().map(Enum::name).orElse(null))
                .param("sheet", list.sheet())
                .param("header", list.headerRow())
                .param("columns", BroughtList.spell(list.columns()))
                .param("usual", list.usualKind().name())
                .param("rows", list.rows())
                .update();
    }

    Optional<BroughtList> find(ImportId id) {
        return jdbc.sql("select * from imports.lists where id = :id")
                .param("id", id.value())
                .query((row, _) -> list(row))
                .optional();
    }

    /// The same, and nobody else changes it until the transaction ends.
    Optional<BroughtList> lock(ImportId id) {
        return jdbc.sql("select * from imports.lists where id = :id for update")
                .param("id", id.value())
                .query((row, _) -> list(row))
                .optional();
    }

    List<BroughtList> page(PersonId by, Instant before, int limit) {
        return jdbc.sql("""
                select * from imports.lists where brought_by = :by and brought_at < :before
                order by brought_at desc, id limit :limit
                """)
                .param("by", by.value())
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query((row, _) -> list(row))
                .list();
    }

    /// When this person brought the same content in last.
    Optional<Instant> sameBefore(PersonId by, byte[] contentToken) {
        return jdbc.sql("""
                select max(brought_at) from imports.lists where brought_by = :by and content_bidx = :token
                """)
                .param("by", by.value())
                .param("token", contentToken)
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    void readAs(BroughtList list) {
        jdbc.sql("""
                update imports.lists set encoding = :encoding, sheet = :sheet, header_row = :header, columns = :columns,
                    usual_kind = :usual, rows = :rows, state = :state, fit = 0, faulty = 0, needless = 0, trouble = null
                where id = :id
                """)
                .param("encoding", list.encoding().map(Enum::name).orElse(null))
                .param("sheet", list.sheet())
                .param("header", list.headerRow())
                .param("columns", BroughtList.spell(list.columns()))
                .param("usual", list.usualKind().name())
                .param("rows", list.rows())
                .param("state", list.state().name())
                .param("id", list.id().value())
                .update();
        forgetRows(list.id());
    }

    void state(ImportId id, ImportState state, @Nullable Trouble trouble, Instant now) {
        jdbc.sql("""
                update imports.lists set state = :state, trouble = :trouble, worked_at = :now where id = :id
                """)
                .param("state", state.name())
                .param("trouble", trouble == null ? null : trouble.name())
                .param("now", Timestamp.from(now))
                .param("id", id.value())
                .update();
    }

    void checked(ImportId id, int rows, int fit, int faulty, int needless, Instant now) {
        jdbc.sql("""
                update imports.lists set state = 'CHECKED', rows = :rows, fit = :fit, faulty = :faulty,
                    needless = :needless, trouble = null, worked_at = :now
                where id = :id
                """)
                .param("rows", rows)
                .param("fit", fit)
                .param("faulty", faulty)
                .param("needless", needless)
                .param("now", Timestamp.from(now))
                .param("id", id.value())
                .update();
    }

    /// One more row is taken in, in the caller's transaction.
    ///
    /// @return false if it was taken in before, or somebody has stopped the list
    boolean take(ImportId id, int row, Instant now) {
        boolean running = jdbc.sql("""
                update imports.lists set taken = taken + 1, worked_at = :now where id = :id and state = 'RUNNING'
                """)
                        .param("now", Timestamp.from(now))
                        .param("id", id.value())
                        .update()
                == 1;
        return running
                && jdbc.sql("""
                insert into imports.taken (list_id, row_number) values (:id, :row) on conflict do nothing
                """).param("id", id.value()).param("row", row).update() == 1;
    }

    List<Integer> taken(ImportId id) {
        return jdbc.sql("select row_number from imports.taken where list_id = :id")
                .param("id", id.value())
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /// Puts what is wrong with rows in place of what was said before.
    void faults(ImportId id, List<FaultyRow> rows) {
        forgetRows(id);
        batches.batchUpdate(
                "insert into imports.faults (list_id, row_number, list_column, fault) values (?, ?, ?, ?)",
                rows,
                BATCH,
                (statement, row) -> {
                    statement.setObject(1, id.value());
                    statement.setInt(2, row.row());
                    statement.setString(3, row.column().name());
                    statement.setString(4, row.fault().name());
                });
    }

    List<FaultyRow> faults(ImportId id, int after, int limit) {
        return jdbc.sql("""
                select * from imports.faults where list_id = :id and row_number > :after
                order by row_number, list_column limit :limit
                """)
                .param("id", id.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new FaultyRow(
                        row.getInt("row_number"),
                        ListColumn.valueOf(row.getString("list_column")),
                        RowFault.valueOf(row.getString("fault"))))
                .list();
    }

    private void forgetRows(ImportId id) {
        jdbc.sql("delete from imports.faults where list_id = :id")
                .param("id", id.value())
                .update();
    }

    /// What was said about columns under the same headings.
    Optional<Map<ListColumn, Integer>> remembered(PersonId person, ListKind kind, byte[] headings) {
        return jdbc.sql("""
                select columns from imports.habits
                where person_id = :person and kind = :kind and headings_bidx = :headings
                """)
                .param("person", person.value())
                .param("kind", kind.name())
                .param("headings", headings)
                .query((row, _) -> BroughtList.columns(row.getString(1)))
                .optional();
    }

    void remember(PersonId person, ListKind kind, byte[] headings, Map<ListColumn, Integer> columns) {
        jdbc.sql("""
                insert into imports.habits (person_id, kind, headings_bidx, columns)
                values (:person, :kind, :headings, :columns)
                on conflict (person_id, kind, headings_bidx) do update set columns = excluded.columns
                """)
                .param("person", person.value())
                .param("kind", kind.name())
                .param("headings", headings)
                .param("columns", BroughtList.spell(columns))
                .update();
    }

    List<BroughtList> due(Instant now, int limit) {
        return jdbc.sql("""
                select * from imports.lists where state <> 'GONE' and kept_until <= :now order by kept_until limit :limit
                """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> list(row))
                .list();
    }

    Optional<BroughtList> ofFile(SubjectId file) {
        return jdbc.sql("select * from imports.lists where file_id = :file")
                .param("file", file.value())
                .query((row, _) -> list(row))
                .optional();
    }

    private static BroughtList list(ResultSet row) throws SQLException {
        return new BroughtList(
                new ImportId(row.getObject("id", UUID.class)),
                new SubjectId(row.getObject("file_id", UUID.class)),
                ListKind.valueOf(row.getString("kind")),
                new PersonId(row.getObject("brought_by", UUID.class)),
                ImportState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("trouble")).map(Trouble::valueOf),
                row.getTimestamp("brought_at").toInstant(),
                row.getTimestamp("kept_until").toInstant(),
                Optional.ofNullable(row.getString("encoding")).map(TableEncoding::valueOf),
                row.getInt("sheet"),
                row.getInt("header_row"),
                BroughtList.columns(row.getString("columns")),
                ClientKind.valueOf(row.getString("usual_kind")),
                row.getInt("rows"),
                row.getInt("fit"),
                row.getInt("faulty"),
                row.getInt("needless"),
                row.getInt("taken"),
                row.getTimestamp("worked_at").toInstant());
    }
}
