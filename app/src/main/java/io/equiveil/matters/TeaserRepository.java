package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Teasers as rows, each with what authenticates it. A row that is not genuine is not given out.
@Repository
class TeaserRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    TeaserRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    /// @throws IllegalStateException if somebody else was faster; the caller's transaction rolls back
    void save(TeaserRow row, Digest leaf) {
        int rows = jdbc.sql("""
                        insert into matters.teasers (id, matter_id, state, written_at, written_by, approved_by, approved_at,
                                                     version, leaf, mac)
                        values (:id, :matter, :state, :written, :by, :approvedBy, :approvedAt, :version, :leaf, :mac)
                        on conflict (id) do update
                           set state = excluded.state, approved_by = excluded.approved_by,
                               approved_at = excluded.approved_at, version = excluded.version, leaf = excluded.leaf,
                               mac = excluded.mac
                         where matters.teasers.version = excluded.version - 1
                        """)
                .param("id", row.id())
                .param("matter", row.matter().value())
                .param("state", row.state().name())
                .param("written", Timestamp.from(row.writtenAt()))
                .param("by", row.writtenBy().value())
                .param("approvedBy", row.approvedBy().map(PersonId::value).orElse(null))
                .param("approvedAt", row.approvedAt().map(Timestamp::from).orElse(null))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
        if (rows != 1) {
            throw new IllegalStateException("a teaser was changed meanwhile");
        }
    }

    /// The latest in this state.
    Optional<TeaserRow> latest(MatterId matter, TeaserState state) {
        return of(matter).stream().filter(row -> row.state() == state).findFirst();
    }

    /// Newest first.
    List<TeaserRow> of(MatterId matter) {
        return gateRows.genuine(
                jdbc.sql("select * from matters.teasers where matter_id = :matter order by written_at desc limit 50")
                        .param("matter", matter.value())
                        .query((row, _) -> kept(row))
                        .list());
    }

    /// Those of these matters that have an approved one.
    Set<MatterId> approvedIn(Collection<MatterId> matters) {
        return gateRows
                .genuine(jdbc.sql(
                                "select * from matters.teasers where matter_id = any (:matters) and state = 'APPROVED'")
                        .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                        .query((row, _) -> kept(row))
                        .list())
                .stream()
                .map(TeaserRow::matter)
                .collect(Collectors.toSet());
    }

    private static Kept<TeaserRow> kept(ResultSet row) throws SQLException {
        TeaserRow found = new TeaserRow(
                row.getObject("id", UUID.class),
                new MatterId(row.getObject("matter_id", UUID.class)),
                TeaserState.valueOf(row.getString("state")),
                row.getTimestamp("written_at").toInstant(),
                new PersonId(row.getObject("written_by", UUID.class)),
                Optional.ofNullable(row.getObject("approved_by", UUID.class)).map(PersonId::new),
                Optional.ofNullable(row.getTimestamp("approved_at")).map(Timestamp::toInstant),
                row.getLong("version"));
        return new Kept<>(found.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), found);
    }
}
