package io.equiveil.ledger;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Nobody of us may change or remove what is written, and the triggers that refuse it to the owner are armed.
final class TrapsInPlace implements ControlCheck {

    /// Tables whose rows are written once.
    static final List<String> WRITTEN_ONCE = List.of(
            "intake", "intake_subjects", "intake_about", "leaves", "tiles", "checkpoints", "published", "cosignatures");

    private static final List<String> NEVER_REMOVED = List.of("epochs", "head");

    private final JdbcClient jdbc;

    TrapsInPlace(DataSource app) {
        this.jdbc = JdbcClient.create(app);
    }

    @Override
    public ControlId control() {
        return LedgerControls.LOGS;
    }

    @Override
    public Outcome check() {
        TreeSet<String> missing = new TreeSet<>(expected());
        armed().forEach(missing::remove);
        if (!missing.isEmpty()) {
            return new Outcome.Fails(LedgerControls.PAGE, "ledger.check.traps", missing.size());
        }
        long tooMuch = privileges();
        return tooMuch > 0
                ? new Outcome.Fails(LedgerControls.PAGE, "ledger.check.privileges", tooMuch)
                : new Outcome.Holds("ledger.check.trapped", expected().size());
    }

    private static TreeSet<String> expected() {
        TreeSet<String> expected = new TreeSet<>(List.of("epochs only_one_up", "head only_forwards"));
        WRITTEN_ONCE.forEach(table -> expected.add(table + " written_once"));
        NEVER_REMOVED.forEach(table -> expected.add(table + " never_removed"));
        return expected;
    }

    /// Armed also in replica mode, and calling a function that really refuses.
    private List<String> armed() {
        return jdbc.sql("""
                        select c.relname || ' ' || t.tgname from pg_trigger t
                          join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                          join pg_proc p on p.oid = t.tgfoid
                         where n.nspname = 'ledger' and t.tgenabled = 'A' and p.prosrc like '%raise exception%'
                        """).query((row, _) -> row.getString(1)).list();
    }

    private long privileges() {
        return jdbc.sql("""
                        select count(*) from unnest(array['ev_app', 'ev_recorder', 'ev_sequencer']) role,
                                             unnest(?::text[]) t
                         where has_table_privilege(role, 'ledger.' || t, 'update, delete, truncate')
                            or has_any_column_privilege(role, 'ledger.' || t, 'update')
                        """)
                .param(WRITTEN_ONCE.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
