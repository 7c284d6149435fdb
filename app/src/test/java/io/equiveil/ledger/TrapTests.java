package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.engine.DatabaseRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TrapTests {

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void noRoleOfOursMayChangeOrRemoveWhatIsWritten() {
        for (DatabaseRole role : List.of(DatabaseRole.APP, DatabaseRole.RECORDER, DatabaseRole.SEQUENCER)) {
            JdbcClient jdbc = JdbcClient.create(log.as(role));
            for (String sql : changes()) {
                assertThatThrownBy(() -> jdbc.sql(sql).update())
                        .as("%s: %s", role, sql)
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void theTrapsHoldForTheOwnerAndTheSuperuserAndInReplicaMode() {
        log.ledger.record(somebody(), noted());
        log.sequenceAll();
        for (JdbcClient jdbc : List.of(JdbcClient.create(log.as(DatabaseRole.OWNER)), log.owner())) {
            for (String sql : changes()) {
                assertThatThrownBy(() -> jdbc.sql(sql).update())
                        .as(sql)
                        .rootCause()
                        .hasMessageContaining("rows are written once");
            }
        }
        assertThatThrownBy(() -> log.owner()
                        .sql("set session_replication_role = replica; delete from ledger.leaves")
                        .update())
                .rootCause()
                .hasMessageContaining("rows are written once");
    }

    @Test
    void anEpochRisesByOneAndTheHeadOnlyMovesForwards() {
        log.owner().sql("insert into ledger.epochs (scope) values ('FIRM/x')").update();

        for (String sql : List.of(
                "update ledger.epochs set epoch = epoch + 2",
                "update ledger.epochs set epoch = epoch - 1",
                "update ledger.epochs set scope = 'FIRM/y', epoch = epoch + 1",
                "insert into ledger.epochs (scope, epoch) values ('FIRM/z', 2)",
                "update ledger.head set size = size, epoch = epoch + 1",
                "update ledger.head set epoch = epoch + 1, size = size - 1")) {
            assertThatThrownBy(() -> log.owner().sql(sql).update()).as(sql).isNotNull();
        }
        assertThatThrownBy(() -> JdbcClient.create(log.as(DatabaseRole.RECORDER))
                        .sql("update ledger.epochs set epoch = epoch + 1")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void theControlSeesAMissingTrapAndAPrivilegeTooMuch() {
        TrapsInPlace check = new TrapsInPlace(log.app);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        log.owner()
                .sql("alter table ledger.leaves disable trigger written_once")
                .update();
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        log.owner()
                .sql("alter table ledger.leaves enable always trigger written_once")
                .update();
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        log.owner().sql("grant update (kind) on ledger.intake to ev_app").update();
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        log.owner().sql("revoke update (kind) on ledger.intake from ev_app").update();

        log.owner()
                .sql("create or replace function ledger.refuse_change() returns trigger language plpgsql as"
                        + " 'begin return null; end'")
                .update();
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
    }

    @Test
    void theControlSeesAnEntryThatWaitsTooLong() throws Exception {
        EntriesInTime check = new EntriesInTime(log.app, log.sequencer, java.time.Duration.ofMillis(50), log.clock);
        log.ledger.record(somebody(), noted());
        Thread.sleep(80);

        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        log.sequenceAll();
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    private static List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (String table : TrapsInPlace.WRITTEN_ONCE) {
            String column = switch (table) {
                case "intake" -> "kind";
                case "tiles" -> "number";
                case "intake_subjects", "intake_about", "leaves" -> "intake_id";
                default -> "size";
            };
            changes.add("update ledger." + table + " set " + column + " = " + column);
            changes.add("delete from ledger." + table);
            changes.add("truncate ledger." + table + " cascade");
        }
        changes.add("delete from ledger.epochs");
        changes.add("delete from ledger.head");
        return changes;
    }
}
