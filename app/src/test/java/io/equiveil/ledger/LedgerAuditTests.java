package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerAudit.Fault;
import io.equiveil.ledger.LedgerAudit.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerAuditTests {

    /// Columns that say only when we did something; nothing rests on them. The epoch of the head is a lock.
    private static final Set<String> NOT_COVERED = Set.of(
            "unsequenced.since",
            "checkpoints.signed_at",
            "published.size",
            "published.published_at",
            "cosignatures.arrived_at",
            "cosignatures.size",
            "cosignatures.witness",
            "head.id",
            "head.epoch",
            "epochs.lock_only");

    private final ALog log = new ALog();
    private final PostgresLedgerAudit audit = new PostgresLedgerAudit(log.app, log.keys, log.keys, log.key, log.clock);

    @BeforeEach
    void fill() throws Exception {
        SubjectId subject = SubjectId.random();
        for (int i = 0; i < 150; i++) {
            int n = i;
            log.inTransaction(() -> log.ledger.append(
                    Entry.of(somebody(), new ALog.Noted(SubjectId.random(), Optional.of(MatterId.random())))
                            .about("consent.records/" + n % 5, 1 + n / 5)));
        }
        log.inTransaction(
                () -> log.ledger.append(Entry.of(somebody(), noted()).raising(Scope.of(subject), Scope.FIRM)));
        for (int i = 0; i < 150; i++) {
            log.ledger.record(somebody(), i % 2 == 0 ? noted() : new ALog.Named(PersonId.random()));
        }
        log.sequenceAll();
        log.checkpointer().publish();
        log.ledger.record(somebody(), noted());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void findsNothingWrongWithWhatWeWrote() {
        assertThat(audit.check().findings()).isEmpty();
        assertThat(audit.check().entries()).isEqualTo(302);
        assertThat(audit.checkTail(10).findings()).isEmpty();
        assertThat(audit.checkTail(10).entries()).isEqualTo(46);
    }

    @Test
    void aFlippedValueInAnyColumnOfAnyTableIsNamed() {
        record Column(String table, String name, String type) {}
        List<Column> columns = log.owner()
                .sql("select table_name, column_name, data_type from information_schema.columns"
                        + " where table_schema = 'ledger' and table_name <> 'flyway_schema_history'"
                        + " order by table_name, ordinal_position")
                .query((row, _) -> new Column(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        assertThat(columns).hasSizeGreaterThan(40);
        log.owner()
                .sql("alter table ledger.intake alter column id drop identity;"
                        + "alter table ledger.published drop constraint published_size_fkey;"
                        + " alter table ledger.cosignatures drop constraint cosignatures_size_fkey")
                .update();
        for (Column column : columns) {
            String name = column.table + "." + column.name;
            if (NOT_COVERED.contains(name) || column.table.equals("cosignatures")) {
                continue;
            }
            String quoted = '"' + column.name + '"';
            String row = "ctid = (select ctid from ledger." + column.table + " where " + quoted
                    + " is not null order by ctid limit 1 offset (select count(*) / 2 from ledger." + column.table
                    + " where " + quoted + " is not null))";
            String changed = switch (column.type) {
                case "bytea" -> "set_byte(X, length(X) / 2, get_byte(X, length(X) / 2) # 4)";
                case "bigint" -> "X + 1000000";
                case "integer", "smallint" -> "X + 1";
                case "uuid" -> "gen_random_uuid()";
                case "text" ->
                    switch (name) {
                        case "intake.kind" -> "'forged/v1'";
                        case "intake.actor" -> "'MACHINE'";
                        default -> "'A' || substr(X, 2)";
                    };
                case "timestamp with time zone" -> "X + interval '1 microsecond'";
                default -> throw new IllegalStateException(name + " " + column.type);
            };
            log.sabotage("alter table ledger.intake drop constraint if exists intake_check;"
                    + "alter table ledger.head drop constraint if exists head_check;"
                    + "create table if not exists public.kept as select 1;"
                    + "drop table public.kept; create table public.kept as select * from ledger." + column.table + ";"
                    + "update ledger." + column.table + " set " + quoted + " = "
                    + changed.replace("X", quoted) + (column.table.equals("head") ? "" : " where " + row));

            List<Finding> findings;
            try {
                findings = audit.check().findings();
            } catch (IllegalArgumentException | IllegalStateException unreadable) {
                findings = List.of(new Finding(Fault.HEAD_DIFFERS, "unreadable"));
            }

            assertThat(findings).as(name).isNotEmpty();
            log.sabotage("delete from ledger." + column.table + "; insert into ledger." + column.table
                    + " select * from public.kept");
            assertThat(audit.check().findings()).as("mended " + name).isEmpty();
        }
    }

    @Test
    void aRowThatIsTakenAwayIsNamed() {
        assertSabotage("delete from ledger.leaves where index = 7", Fault.INDEX_MISSING, "7");
        assertSabotage("delete from ledger.intake where id = 20", Fault.ENTRY_MISSING, "20");
        assertSabotage("delete from ledger.unsequenced", Fault.ENTRY_LOST, "302");
        assertSabotage("delete from ledger.intake_subjects where intake_id = 30", Fault.ENTRY_CHANGED, "30");
        assertSabotage("delete from ledger.intake_about where intake_id = 40", Fault.ENTRY_CHANGED, "40");
        assertSabotage("delete from ledger.tiles", Fault.TILE_DIFFERS, "tile/0/000");
        assertSabotage(
                "delete from ledger.epochs where scope like 'FIRM/%'",
                Fault.EPOCH_DIFFERS, Scope.FIRM.kind() + "/" + Scope.FIRM.id());
    }

    @Test
    void aRowThatIsAddedIsNamed() {
        assertSabotage(
                "insert into ledger.intake_subjects select 50, 2, gen_random_uuid(), part_hash, part_sealed"
                        + " from ledger.intake_subjects limit 1",
                Fault.ENTRY_CHANGED,
                "50");
        assertSabotage(
                "insert into ledger.intake_about values ('consent.records/0', 31, 60, decode(repeat('00', 32), 'hex'))",
                Fault.ENTRY_CHANGED,
                "60");
        assertSabotage(
                "insert into ledger.tiles select 1, 0, hashes, root from ledger.tiles",
                Fault.TILE_DIFFERS,
                "tile/1/000");
    }

    @Test
    void aCheckpointAboutATreeThatNeverWasIsNamed() {
        assertSabotage(
                "insert into ledger.checkpoints values (1000, decode(repeat('00', 32), 'hex'), now(), 'x')",
                Fault.CHECKPOINT_DIFFERS,
                "1000");
    }

    @Test
    void theTailAloneNoticesWhatHappenedToIt() {
        log.sabotage("update ledger.intake set kind = 'other/v1' where id = 299");

        assertThat(audit.checkTail(10).findings()).contains(new Finding(Fault.ENTRY_CHANGED, "299"));
    }

    @Test
    void theControlTurnsRedWhenTheLogIsAltered() {
        LedgerIntact intact = new LedgerIntact(audit, java.time.Duration.ofHours(24));
        assertThat(intact.check()).isInstanceOf(io.equiveil.controls.spi.ControlCheck.Outcome.Holds.class);

        log.sabotage("update ledger.intake set matter_id = gen_random_uuid() where id = 298");

        assertThat(intact.check()).isInstanceOf(io.equiveil.controls.spi.ControlCheck.Outcome.Fails.class);
    }

    private void assertSabotage(String sql, Fault fault, String where) {
        log.sabotage(sql);
        assertThat(audit.check().findings()).as(sql).contains(new Finding(fault, where));
    }
}
