package io.equiveil.declarations;

import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.Declaration.Telling;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Declarations without what they say. A row that is not genuine counts as one that nobody has touched: the
/// question is open again.
@Repository
class DeclarationRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    DeclarationRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    /// @throws IllegalStateException if somebody else was faster; the caller's transaction rolls back
    void save(DeclarationRow row, Instant at, Digest leaf) {
        Declaration said = row.said();
        int rows = jdbc.sql("""
                        insert into declarations.declarations
                               (id, matter_id, seller_id, kind, state, answered_by, named, told_on, told_how, signed_on,
                                scan_id, taken_by, settled_on, changed_at, version, leaf, mac)
                        values (:id, :matter, :seller, :kind, :state, :answered, :named, :told, :how, :signed,
                                :scan, :taken, :settled, :at, :version, :leaf, :mac)
                        on conflict (matter_id, kind) do update
                           set seller_id = excluded.seller_id, state = excluded.state,
                               answered_by = excluded.answered_by, named = excluded.named,
                               told_on = excluded.told_on, told_how = excluded.told_how,
                               signed_on = excluded.signed_on, scan_id = excluded.scan_id,
                               taken_by = excluded.taken_by, settled_on = excluded.settled_on,
                               changed_at = excluded.changed_at,
                               version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                         where declarations.declarations.version = excluded.version - 1
                        """)
                .param("id", said.id())
                .param("matter", said.matter().value())
                .param("seller", said.seller().value())
                .param("kind", said.kind().name())
                .param("state", said.state().name())
                .param("answered", said.answeredBy().map(PersonId::value).orElse(null))
                .param("named", said.named())
                .param("told", said.told().orElse(null))
                .param("how", said.how().map(Enum::name).orElse(null))
                .param("signed", said.signed().orElse(null))
                .param("scan", said.scan().orElse(null))
                .param("taken", said.takenBy().map(PersonId::value).orElse(null))
                .param("settled", said.settledOn().orElse(null))
                .param("at", Timestamp.from(at))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
        if (rows != 1) {
            throw new IllegalStateException("a declaration was changed meanwhile");
        }
    }

    /// Those of these matters that somebody has touched.
    List<DeclarationRow> of(Collection<MatterId> matters) {
        return genuineOrBlank(jdbc.sql("select * from declarations.declarations where matter_id = any (:matters)")
                .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                .query((row, _) -> kept(row))
                .list());
    }

    /// One that waits for a second person.
    ///
    /// @param since when it began to wait
    record Waits(Declaration said, Instant since) {}

    /// Those that wait for a second person, oldest first, at most two hundred.
    List<Waits> waiting() {
        return gateRows.genuine(jdbc.sql("""
                        select * from declarations.declarations where state in ('SAID_NOT_NEEDED', 'ON_PAPER')
                         order by changed_at, id limit 200
                        """)
                .query((row, _) -> {
                    Kept<DeclarationRow> found = kept(row);
                    return new Kept<>(
                            found.row(),
                            found.mac(),
                            new Waits(
                                    found.value().said(),
                                    row.getTimestamp("changed_at").toInstant()));
                })
                .list());
    }

    /// Declarations about what this seller owns.
    List<UUID> ofSeller(SubjectId seller) {
        return jdbc.sql("select id from declarations.declarations where seller_id = ?")
                .param(seller.value())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private List<DeclarationRow> genuineOrBlank(List<Kept<DeclarationRow>> found) {
        Set<DeclarationRow> genuine = new HashSet<>(gateRows.genuine(found));
        return found.stream()
                .map(Kept::value)
                .map(row -> genuine.contains(row)
                        ? row
                        : DeclarationRow.blank(
                                row.said().id(),
                                row.said().matter(),
                                row.said().seller(),
                                row.said().kind(),
                                row.version()))
                .toList();
    }

    private static Kept<DeclarationRow> kept(ResultSet row) throws SQLException {
        DeclarationRow found = new DeclarationRow(
                new Declaration(
                        row.getObject("id", UUID.class),
                        new MatterId(row.getObject("matter_id", UUID.class)),
                        new SubjectId(row.getObject("seller_id", UUID.class)),
                        DeclarationKind.valueOf(row.getString("kind")),
                        State.valueOf(row.getString("state")),
                        person(row, "answered_by"),
                        row.getBoolean("named"),
                        Optional.ofNullable(row.getObject("told_on", LocalDate.class)),
                        Optional.ofNullable(row.getString("told_how")).map(Telling::valueOf),
                        Optional.ofNullable(row.getObject("signed_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("scan_id", UUID.class)),
                        person(row, "taken_by"),
                        Optional.ofNullable(row.getObject("settled_on", LocalDate.class))),
                row.getLong("version"));
        return new Kept<>(found.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), found);
    }

    private static Optional<PersonId> person(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(PersonId::new);
    }

    /// Keeps by what the second person's reading is compared, as long as a paper waits.
    void token(UUID id, byte[] token) {
        jdbc.sql("update declarations.declarations set signer_bidx = :token where id = :id")
                .param("token", token)
                .param("id", id)
                .update();
    }

    void forgetToken(UUID id) {
        jdbc.sql("update declarations.declarations set signer_bidx = null where id = :id")
                .param("id", id)
                .update();
    }

    /// Empty if no paper waits.
    byte[] token(UUID id) {
        return jdbc.sql("select coalesce(signer_bidx, ''::bytea) from declarations.declarations where id = :id")
                .param("id", id)
                .query(byte[].class)
                .optional()
                .orElseGet(() -> new byte[0]);
    }
}
