package io.equiveil.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The results on a real database, with a check that does as it is told.
class ControlsTests {

    private static final ControlId ID = new ControlId("15.2");
    private static final ControlCheck.Outcome HOLDS = new ControlCheck.Outcome.Holds("controls.done");
    private static final ControlCheck.Outcome FAILS = new ControlCheck.Outcome.Fails("/repair", "controls.done", 3);

    private final List<Object> published = new ArrayList<>();
    private ControlCheck.Outcome outcome = HOLDS;
    private boolean ledgerTakes = true;
    private Instant now = Instant.parse("2026-11-23T06:00:00Z");
    private final House.Database database = House.database();
    private final Controls controls = controls();

    @BeforeEach
    void forgetThisMeasure() {
        database.ownerJdbc()
                .sql("delete from controls.latest where control = '15.2'")
                .update();
        database.ownerJdbc()
                .sql("delete from controls.changes where control = '15.2'")
                .update();
    }

    @Test
    void everyChangeIsPublishedOnceAndNothingElse() {
        controls.checkNow();
        later();
        controls.checkNow();
        outcome = FAILS;
        later();
        controls.checkNow();

        assertThat(published)
                .containsExactly(
                        new ControlChanged(
                                ID, ControlStatus.UNKNOWN, ControlStatus.HOLDS, now.minus(Duration.ofMinutes(2))),
                        new ControlChanged(ID, ControlStatus.HOLDS, ControlStatus.FAILS, now));
        assertThat(controls.history(ID, 10))
                .extracting(ControlChange::status)
                .containsExactly(ControlStatus.FAILS, ControlStatus.HOLDS);
        assertThat(controls.state(ID).since()).contains(now);
        assertThat(controls.state(ID).repairPath()).contains("/repair");
    }

    @Test
    void aFailureThatComesAndGoesCountsFromItsFirstMoment() {
        outcome = FAILS;
        later();
        controls.checkNow();
        Instant first = now;
        for (int i = 0; i < 3; i++) {
            outcome = HOLDS;
            now = now.plus(Duration.ofHours(23));
            controls.checkNow();
            outcome = FAILS;
            now = now.plus(Duration.ofHours(2));
            controls.checkNow();
        }
        assertThat(controls.state(ID).since()).contains(now);
        assertThat(controls.state(ID).troubledSince()).contains(first);

        outcome = HOLDS;
        later();
        controls.checkNow();
        now = now.plus(Controls.CALM);
        controls.checkNow();
        assertThat(controls.state(ID).troubledSince()).isEmpty();
    }

    @Test
    void aFailureIsSeenEvenIfTheLedgerCannotTakeItAndRecordedAsSoonAsItCan() {
        outcome = FAILS;
        ledgerTakes = false;
        controls.checkNow();

        assertThat(controls.state(ID).status()).isEqualTo(ControlStatus.FAILS);
        assertThat(controls.history(ID, 10)).isEmpty();

        ledgerTakes = true;
        later();
        controls.checkNow();

        assertThat(controls.history(ID, 10)).hasSize(1);
        assertThat(published).hasSize(1);
    }

    @Test
    void theHistoryCannotBeRewrittenByTheApplication() {
        controls.checkNow();

        assertThatThrownBy(() -> database.jdbc()
                        .sql("update controls.changes set status = 'fails' where control = '15.2'")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.jdbc()
                        .sql("delete from controls.changes where control = '15.2'")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void allSeventyOneAlwaysHaveAnAnswer() {
        controls.checkNow();

        assertThat(controls.all()).hasSize(Catalogue.MEASURES);
    }

    private void later() {
        now = now.plus(Duration.ofMinutes(1));
    }

    private Controls controls() {
        ControlCheck check = new ControlCheck() {
            @Override
            public ControlId control() {
                return ID;
            }

            @Override
            public Outcome check() {
                return outcome;
            }
        };
        ApplicationEventPublisher events = event -> {
            if (!ledgerTakes) {
                throw new IllegalStateException("the ledger cannot take it");
            }
            published.add(event);
        };
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Controls(
                new Catalogue(),
                new ControlRun(() -> List.of(check), Duration.ofSeconds(5)),
                new ControlResults(database.jdbc()),
                new TransactionTemplate(new DataSourceTransactionManager(database.app())),
                events,
                clock);
    }
}
