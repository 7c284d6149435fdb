package io.equiveil.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ControlRunTests {

    private static final ControlId LOGS = new ControlId("3.3");
    private static final ControlCheck.Outcome HOLDS = new ControlCheck.Outcome.Holds("ledger.check.intime", 3L);
    private static final ControlCheck.Outcome FAILS =
            new ControlCheck.Outcome.Fails("/records/state", "ledger.check.overdue", 2L);
    private static final ControlCheck.Outcome UNKNOWN = new ControlCheck.Outcome.Unknown("ledger.check.nothing");

    @Test
    void aMeasureHoldsOnlyIfAllItsChecksHold() {
        assertThat(status(() -> HOLDS, () -> HOLDS)).isEqualTo(ControlStatus.HOLDS);
        assertThat(status(() -> HOLDS, () -> UNKNOWN)).isEqualTo(ControlStatus.UNKNOWN);
        assertThat(status(() -> HOLDS, () -> UNKNOWN, () -> FAILS)).isEqualTo(ControlStatus.FAILS);
    }

    @Test
    void aCheckThatThrowsTellsNothingAndNamesItsExceptionOnly() {
        ControlRun.Verdict verdict = verdict(() -> {
            throw new IllegalArgumentException("138 0013 5678");
        });

        assertThat(verdict.status()).isEqualTo(ControlStatus.UNKNOWN);
        assertThat(verdict.evidence())
                .containsExactly(Evidence.of("controls.evidence.broken", "IllegalArgumentException"));
    }

    @Test
    void aCheckThatTakesTooLongTellsNothing() {
        CountDownLatch never = new CountDownLatch(1);
        ControlRun.Verdict verdict = verdict(() -> {
            await(never);
            return HOLDS;
        });

        assertThat(verdict.status()).isEqualTo(ControlStatus.UNKNOWN);
        assertThat(verdict.evidence().getFirst().key()).isEqualTo("controls.evidence.late");
    }

    @Test
    void aCheckThatStillHangsIsNotStartedAgain() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        List<ControlCheck> checks = List.of(check(() -> {
            started.incrementAndGet();
            while (release.getCount() > 0) {
                await(release);
            }
            return HOLDS;
        }));
        ControlRun run = new ControlRun(() -> checks, Duration.ofMillis(100));

        run.run();
        run.run();

        assertThat(started).hasValue(1);
        release.countDown();
    }

    /// An interrupt in the middle of a statement would break a pooled connection for everybody.
    @Test
    void aCheckThatTakesTooLongIsNotInterruptedButLeftToFinish() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        List<ControlCheck> checks = List.of(check(() -> {
            try {
                release.await();
                end.complete("finished");
            } catch (InterruptedException e) {
                end.complete("interrupted");
            }
            return HOLDS;
        }));

        new ControlRun(() -> checks, Duration.ofMillis(50)).run();
        release.countDown();

        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("finished");
    }

    @Test
    void aFailureLeadsToWhereItIsMended() {
        assertThat(verdict(() -> FAILS).repairPath()).contains("/records/state");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // A check that does not listen.
        }
    }

    @SafeVarargs
    private static ControlStatus status(Supplier<ControlCheck.Outcome>... answers) {
        return verdict(answers).status();
    }

    @SafeVarargs
    private static ControlRun.Verdict verdict(Supplier<ControlCheck.Outcome>... answers) {
        List<ControlCheck> checks =
                java.util.Arrays.stream(answers).map(ControlRunTests::check).toList();
        ControlRun.Verdict verdict =
                new ControlRun(() -> checks, Duration.ofMillis(200)).run().get(LOGS);
        assertThat(verdict).isNotNull();
        return java.util.Objects.requireNonNull(verdict);
    }

    private static ControlCheck check(Supplier<ControlCheck.Outcome> answer) {
        return new ControlCheck() {
            @Override
            public ControlId control() {
                return LOGS;
            }

            @Override
            public Outcome check() {
                return answer.get();
            }
        };
    }
}
