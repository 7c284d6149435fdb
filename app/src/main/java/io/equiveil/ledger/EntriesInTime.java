package io.equiveil.ledger;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Receipts are redeemed: no entry waits for its index longer than promised, and none was refused one.
final class EntriesInTime implements ControlCheck {

    private final JdbcClient jdbc;
    private final Sequencer sequencer;
    private final Duration overdueAfter;
    private final Clock clock;

    EntriesInTime(DataSource app, Sequencer sequencer, Duration overdueAfter, Clock clock) {
        this.jdbc = JdbcClient.create(app);
        this.sequencer = sequencer;
        this.overdueAfter = overdueAfter;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return LedgerControls.LOGS;
    }

    private record Waiting(long overdue, long all, long size) {}

    @Override
    public Outcome check() {
        Waiting waiting = jdbc.sql("select count(*) filter (where since < ?), count(*),"
                        + " (select size from ledger.head) from ledger.unsequenced")
                .param(clock.instant().minus(overdueAfter).atOffset(ZoneOffset.UTC))
                .query(EntriesInTime::waiting)
                .single();
        int refused = sequencer.refused().size();
        if (waiting.overdue > 0 || refused > 0) {
            return new Outcome.Fails(
                    LedgerControls.PAGE, "ledger.check.overdue", waiting.overdue, refused, overdueAfter.toSeconds());
        }
        return new Outcome.Holds("ledger.check.intime", waiting.size, waiting.all);
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(row.getLong(1), row.getLong(2), row.getLong(3));
    }
}
