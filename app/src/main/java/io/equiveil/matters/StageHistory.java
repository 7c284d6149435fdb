package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// When a matter came to each stage, for reading. What is proven is the ledger's affair.
@Repository
class StageHistory {

    private final JdbcClient jdbc;

    StageHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(MatterId matter, MatterStage stage, PersonId by, Receipt receipt) {
        add(matter, stage, by, receipt, receipt.at());
    }

    /// @param at when the stage was reached, where the old books say it
    void add(MatterId matter, MatterStage stage, PersonId by, Receipt receipt, Instant at) {
        jdbc.sql("""
                        insert into matters.stage_history (matter_id, stage, person_id, intake, at)
                        values (:matter, :stage, :person, :intake, :at) on conflict do nothing
                        """)
                .param("matter", matter.value())
                .param("stage", stage.name())
                .param("person", by.value())
                .param("intake", receipt.intake())
                .param("at", Timestamp.from(at))
                .update();
    }

    /// Stages that were reached.
    Map<MatterStage, Reached> of(MatterId matter) {
        Map<MatterStage, Reached> reached = new EnumMap<>(MatterStage.class);
        jdbc.sql("select stage, person_id, intake, at from matters.stage_history where matter_id = :matter")
                .param("matter", matter.value())
                .query(row -> {
                    reached.put(
                            MatterStage.valueOf(row.getString("stage")),
                            new Reached(
                                    row.getTimestamp("at").toInstant(),
                                    new PersonId(row.getObject("person_id", UUID.class)),
                                    row.getLong("intake")));
                });
        return reached;
    }

    /// That a stage was reached.
    record Reached(Instant at, PersonId by, long intake) {}
}
