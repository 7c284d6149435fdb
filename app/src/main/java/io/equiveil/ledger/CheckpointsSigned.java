package io.equiveil.ledger;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The log only grew, as far as this node remembers, and checkpoints keep up with it.
final class CheckpointsSigned implements ControlCheck {

    private final JdbcClient jdbc;
    private final Checkpointer checkpointer;
    private final Duration publishEvery;
    private final Clock clock;

    CheckpointsSigned(DataSource app, Checkpointer checkpointer, Duration publishEvery, Clock clock) {
        this.jdbc = JdbcClient.create(app);
        this.checkpointer = checkpointer;
        this.publishEvery = publishEvery;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return LedgerControls.LOGS;
    }

    private record Latest(long signed, Instant at, boolean behind) {}

    @Override
    public Outcome check() {
        Checkpointer.Refusal refusal = checkpointer.refusal();
        if (refusal != Checkpointer.Refusal.NONE) {
            return new Outcome.Fails(LedgerControls.PAGE, "ledger.check.refused." + refusal);
        }
        Optional<Latest> latest = jdbc.sql("select c.size, c.signed_at,"
                        + " (select h.size from ledger.head h) > (select coalesce(max(p.size), -1) from ledger.published p)"
                        + " from ledger.checkpoints c order by c.size desc limit 1")
                .query((row, _) -> new Latest(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getBoolean(3)))
                .optional();
        if (latest.isEmpty()) {
            return new Outcome.Unknown("ledger.check.nocheckpoint");
        }
        Instant patience = clock.instant().minus(publishEvery.multipliedBy(3).plusSeconds(5));
        if (latest.get().behind && latest.get().at.isBefore(patience)) {
            return new Outcome.Fails(LedgerControls.PAGE, "ledger.check.behind", latest.get().signed, latest.get().at);
        }
        return new Outcome.Holds("ledger.check.signed", latest.get().signed, latest.get().at);
    }
}
