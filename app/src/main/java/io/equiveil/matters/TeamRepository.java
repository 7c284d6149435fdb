package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.Kept;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who works on a matter: colleagues and engaged partners. A row that is not genuine is not given out.
@Repository
class TeamRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    TeamRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    void save(TeamRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.team (matter_id, person_id, part, since, version, leaf, mac)
                        values (:matter, :person, :part, :since, :version, :leaf, :mac)
                        on conflict (matter_id, person_id) do update
                           set part = excluded.part, since = excluded.since, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where matters.team.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("person", row.person().value())
                .param("part", row.part().name())
                .param("since", Timestamp.from(row.since()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    List<TeamRow> of(MatterId matter) {
        return of(List.of(matter)).getOrDefault(matter, List.of());
    }

    /// The same for many matters at once.
    Map<MatterId, List<TeamRow>> of(Collection<MatterId> matters) {
        List<Kept<TeamRow>> found = jdbc.sql(
                        "select * from matters.team where matter_id = any (:matters) order by since")
                .param("matters", ids(matters))
                .query((row, n) -> {
                    TeamRow member = new TeamRow(
                            new MatterId(row.getObject("matter_id", UUID.class)),
                            new PersonId(row.getObject("person_id", UUID.class)),
                            TeamPart.valueOf(row.getString("part")),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return new Kept<>(member.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), member);
                })
                .list();
        return gateRows.genuine(found).stream().collect(Collectors.groupingBy(TeamRow::matter));
    }

    private static UUID[] ids(Collection<MatterId> matters) {
        return matters.stream().map(MatterId::value).toArray(UUID[]::new);
    }

    void save(EngagementRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.engagements (matter_id, partner_id, active, since, version, leaf, mac)
                        values (:matter, :partner, :active, :since, :version, :leaf, :mac)
                        on conflict (matter_id, partner_id) do update
                           set active = excluded.active, since = excluded.since, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where matters.engagements.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("partner", row.partner().value())
                .param("active", row.active())
                .param("since", Timestamp.from(row.since()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    List<EngagementRow> engagements(MatterId matter) {
        return engagements(List.of(matter)).getOrDefault(matter, List.of());
    }

    /// The same for many matters at once.
    Map<MatterId, List<EngagementRow>> engagements(Collection<MatterId> matters) {
        List<Kept<EngagementRow>> found = jdbc.sql(
                        "select * from matters.engagements where matter_id = any (:matters) order by since")
                .param("matters", ids(matters))
                .query((row, n) -> {
                    EngagementRow engaged = new EngagementRow(
                            new MatterId(row.getObject("matter_id", UUID.class)),
                            new PartnerId(row.getObject("partner_id", UUID.class)),
                            row.getBoolean("active"),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return new Kept<>(engaged.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), engaged);
                })
                .list();
        return gateRows.genuine(found).stream().collect(Collectors.groupingBy(EngagementRow::matter));
    }
}
