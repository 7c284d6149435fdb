package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        return jdbc
                .sql("select * from matters.team where matter_id = :matter order by since")
                .param("matter", matter.value())
                .query((row, n) -> {
                    TeamRow member = new TeamRow(
                            matter,
                            new PersonId(row.getObject("person_id", UUID.class)),
                            TeamPart.valueOf(row.getString("part")),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return genuine(member.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), member);
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
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
        return jdbc
                .sql("select * from matters.engagements where matter_id = :matter order by since")
                .param("matter", matter.value())
                .query((row, n) -> {
                    EngagementRow engaged = new EngagementRow(
                            matter,
                            new PartnerId(row.getObject("partner_id", UUID.class)),
                            row.getBoolean("active"),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return genuine(engaged.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), engaged);
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Optional<T> genuine(GateRow row, byte[] mac, T value) {
        return gateRows.genuine(row, mac) ? Optional.of(value) : Optional.empty();
    }
}
