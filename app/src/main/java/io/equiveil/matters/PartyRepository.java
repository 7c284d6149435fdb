package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.Kept;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Parties of matters, and who was told that the firm acts for both. A row that is not genuine is not given out.
@Repository
class PartyRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    PartyRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    void save(PartyRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.parties (matter_id, subject_id, side, standing, since, version, leaf, mac)
                        values (:matter, :subject, :side, :standing, :since, :version, :leaf, :mac)
                        on conflict (matter_id, subject_id) do update
                           set standing = excluded.standing, since = excluded.since, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where matters.parties.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("subject", row.subject().value())
                .param("side", row.side().name())
                .param("standing", row.standing().name())
                .param("since", Timestamp.from(row.since()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    List<PartyRow> of(MatterId matter) {
        return of(List.of(matter)).getOrDefault(matter, List.of());
    }

    /// The same for many matters at once.
    Map<MatterId, List<PartyRow>> of(Collection<MatterId> matters) {
        List<Kept<PartyRow>> found = jdbc.sql(
                        "select * from matters.parties where matter_id = any (:matters) order by since")
                .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                .query((row, n) -> {
                    PartyRow party = new PartyRow(
                            new MatterId(row.getObject("matter_id", UUID.class)),
                            new SubjectId(row.getObject("subject_id", UUID.class)),
                            Side.valueOf(row.getString("side")),
                            Standing.valueOf(row.getString("standing")),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return new Kept<>(party.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), party);
                })
                .list();
        return gateRows.genuine(found).stream().collect(Collectors.groupingBy(PartyRow::matter));
    }

    Optional<PartyRow> find(MatterId matter, SubjectId subject) {
        return of(matter).stream()
                .filter(party -> party.subject().equals(subject))
                .findFirst();
    }

    void tell(MatterId matter, SubjectId subject, Instant at) {
        jdbc.sql("insert into matters.told_of_both (matter_id, subject_id, told_at) values (:matter, :subject, :at)"
                        + " on conflict do nothing")
                .param("matter", matter.value())
                .param("subject", subject.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean told(MatterId matter, SubjectId subject) {
        return jdbc.sql(
                        "select exists (select 1 from matters.told_of_both where matter_id = :matter and subject_id = :subject)")
                .param("matter", matter.value())
                .param("subject", subject.value())
                .query(Boolean.class)
                .single();
    }

    /// Who was told, in many matters at once.
    Map<MatterId, Set<SubjectId>> told(Collection<MatterId> matters) {
        Map<MatterId, Set<SubjectId>> told = new HashMap<>();
        jdbc.sql("select matter_id, subject_id from matters.told_of_both where matter_id = any (:matters)")
                .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                .query(row -> {
                    told.computeIfAbsent(new MatterId(row.getObject("matter_id", UUID.class)), _ -> new HashSet<>())
                            .add(new SubjectId(row.getObject("subject_id", UUID.class)));
                });
        return told;
    }
}
