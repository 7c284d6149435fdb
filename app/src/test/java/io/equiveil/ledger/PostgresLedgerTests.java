package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.Ledger.RowVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.datasource.AbstractDataSource;

class PostgresLedgerTests {

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aFactGoesInWithTheTransactionThatMakesItTrue() {
        Receipt receipt = log.inTransaction(() -> log.ledger.append(Entry.of(somebody(), noted())));

        assertThat(intakeCount()).isEqualTo(1);
        assertThat(log.ledger.isDurable(receipt)).isTrue();
        assertThat(receipt.mac()).isEqualTo(Digest.of(log.keys.receiptMac(receipt.authenticated())));
    }

    @Test
    void aFactRollsBackWithItsTransaction() {
        SubjectId subject = SubjectId.random();
        List<Receipt> given = new ArrayList<>();

        log.transactions().executeWithoutResult(status -> {
            given.add(log.ledger.append(
                    Entry.of(somebody(), noted()).raising(Scope.of(subject)).about("consent.records/1", 1)));
            status.setRollbackOnly();
        });

        assertThat(intakeCount()).isZero();
        assertThat(log.ledger.isDurable(given.getFirst())).isFalse();
        assertThat(log.ledger.epochs(Set.of(Scope.of(subject)))).containsEntry(Scope.of(subject), 0L);
        assertThat(log.ledger.latestAbout("consent.records/1")).isEmpty();
    }

    @Test
    void anEntryOfAnOpenTransactionIsNotDurable() {
        log.transactions().executeWithoutResult(_ -> {
            Receipt receipt = log.ledger.append(Entry.of(somebody(), noted()));

            assertThat(log.ledger.isDurable(receipt)).isFalse();
        });
    }

    @Test
    void refusesAFactOutsideATransaction() {
        assertThatThrownBy(() -> log.ledger.append(Entry.of(somebody(), noted())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(intakeCount()).isZero();
    }

    @Test
    void whatIsRecordedStaysWhenTheCallersTransactionRollsBack() {
        log.transactions().executeWithoutResult(status -> {
            assertThat(log.ledger.record(somebody(), noted())).isInstanceOf(Recording.Done.class);
            status.setRollbackOnly();
        });

        assertThat(intakeCount()).isEqualTo(1);
    }

    @Test
    void aRaisedEpochStopsWhatReliedOnTheOldOne() {
        Scope scope = Scope.of(SubjectId.random());
        Map<Scope, Long> before = log.ledger.epochs(Set.of(scope));
        log.inTransaction(() -> log.ledger.append(Entry.of(somebody(), noted()).raising(scope)));

        Recording late = log.ledger.record(somebody(), noted(), before, Ledger.UNBOUND);
        Recording again = log.ledger.record(somebody(), noted(), log.ledger.epochs(Set.of(scope)), Ledger.UNBOUND);

        assertThat(late).isEqualTo(new Recording.Moved(Set.of(scope)));
        assertThat(again).isInstanceOf(Recording.Done.class);
        assertThat(intakeCount()).isEqualTo(2);
    }

    @Test
    void aRaiseThatIsUnderWayHoldsUpOnlyWhatDependsOnIt() throws Exception {
        Scope scope = Scope.of(SubjectId.random());
        CountDownLatch raised = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Receipt> withdrawal = threads.submit(() -> log.inTransaction(() -> {
                Receipt receipt =
                        log.ledger.append(Entry.of(somebody(), noted()).raising(scope));
                raised.countDown();
                await(commit);
                return receipt;
            }));
            await(raised);

            Future<Recording> dependent =
                    threads.submit(() -> log.ledger.record(somebody(), noted(), Map.of(scope, 0L), Ledger.UNBOUND));
            Thread.sleep(100);
            Recording other = log.ledger.record(somebody(), noted());

            assertThat(other).isInstanceOf(Recording.Done.class);
            assertThat(dependent.isDone()).isFalse();
            commit.countDown();
            withdrawal.get();
            assertThat(dependent.get()).isEqualTo(new Recording.Moved(Set.of(scope)));
        }
    }

    @Test
    void aReleaseIsNeverOrderedAfterTheWithdrawalThatShouldHaveStoppedIt() throws Exception {
        List<Scope> scopes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            scopes.add(Scope.of(SubjectId.random()));
        }
        record Released(Map<Scope, Long> reliedOn, long intake) {}
        record Withdrawn(Scope scope, long epoch, long intake) {}
        ConcurrentLinkedQueue<Released> releases = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Withdrawn> withdrawals = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        var random = ThreadLocalRandom.current();
                        Set<Scope> relied = Set.of(scopes.get(random.nextInt(2)), scopes.get(2 + random.nextInt(2)));
                        Map<Scope, Long> epochs = log.ledger.epochs(relied);
                        if (log.ledger.record(somebody(), noted(), epochs, Ledger.UNBOUND)
                                instanceof Recording.Done(Receipt receipt)) {
                            releases.add(new Released(epochs, receipt.intake()));
                        }
                    }
                }));
            }
            for (int i = 0; i < 4; i++) {
                Scope scope = scopes.get(i);
                running.add(threads.submit(() -> {
                    for (int n = 0; n < 25; n++) {
                        log.inTransaction(() -> {
                            Receipt receipt = log.ledger.append(
                                    Entry.of(somebody(), noted()).raising(scope));
                            long epoch = log.ledger.epochs(Set.of(scope)).getOrDefault(scope, -1L);
                            withdrawals.add(new Withdrawn(scope, epoch, receipt.intake()));
                            pause(ThreadLocalRandom.current().nextInt(6));
                            return receipt;
                        });
                        pause(25);
                    }
                }));
            }
            for (Future<?> future : running.subList(24, 28)) {
                future.get();
            }
            over.set(true);
            for (Future<?> future : running) {
                future.get();
            }
        }

        assertThat(withdrawals).hasSize(100);
        assertThat(releases.size()).isGreaterThan(50);
        for (Released release : releases) {
            for (Withdrawn withdrawal : withdrawals) {
                Long relied = release.reliedOn.get(withdrawal.scope);
                if (relied != null) {
                    // A release that relied on the epoch from before stands before the withdrawal, and the other way.
                    assertThat(release.intake < withdrawal.intake).isEqualTo(relied < withdrawal.epoch);
                }
            }
        }
        // The order of the log is the order of numbers, so it tells the same story.
        log.sequenceAll();
        assertThat(log.jdbc()
                        .sql("select count(*) from (select intake_id, lag(intake_id) over (order by index) before"
                                + " from ledger.leaves) x where before > intake_id")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void groupCommitLosesNothingAndGivesNobodyAnothersReceipt() throws Exception {
        ConcurrentLinkedQueue<Receipt> receipts = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                threads.submit(() -> {
                    for (int n = 0; n < 25; n++) {
                        if (log.ledger.record(somebody(), noted()) instanceof Recording.Done(Receipt receipt)) {
                            receipts.add(receipt);
                        }
                    }
                });
            }
        }

        assertThat(receipts).hasSize(1_600);
        assertThat(receipts.stream().map(Receipt::intake).distinct()).hasSize(1_600);
        Map<Long, Digest> stored = new java.util.HashMap<>();
        log.jdbc().sql("select id, leaf from ledger.intake").query(row -> {
            stored.put(row.getLong(1), Digest.of(row.getBytes(2)));
        });
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(stored.get(receipt.intake())).isEqualTo(receipt.leafHash()));
        assertThat(log.sequenceAll()).isEqualTo(1_600);
    }

    @Test
    void whenTheLogCannotTakeItNobodyGetsAReceipt() {
        DataSource broken = new AbstractDataSource() {
            @Override
            public java.sql.Connection getConnection() throws SQLException {
                throw new SQLException("down", "08006");
            }

            @Override
            public java.sql.Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
        PostgresLedger ledger = new PostgresLedger(
                log.app, broken, log.drafting, log.recorder(broken, Duration.ofMillis(300)), () -> {}, log.versions);

        assertThat(ledger.record(somebody(), noted())).isEqualTo(new Recording.Unavailable());
    }

    @Test
    void whenTheDatabaseRefusesTheRowNobodyGetsAReceipt() {
        log.owner().sql("revoke insert on ledger.unsequenced from ev_recorder").update();

        assertThat(log.ledger.record(somebody(), noted())).isEqualTo(new Recording.Unavailable());
        assertThat(intakeCount()).isZero();
    }

    @Test
    void aDatabaseThatHangsEndsInANoWithinTheLimitAndIsUsedAgainAfterwards() throws Exception {
        PostgresLedger ledger = new PostgresLedger(
                log.app,
                log.recorderConnections,
                log.drafting,
                log.recorder(log.recorderConnections, Duration.ofMillis(500)),
                () -> {},
                log.versions);
        try (var blocker = log.as(io.equiveil.engine.DatabaseRole.OWNER).getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table ledger.unsequenced in exclusive mode");
            long start = System.nanoTime();

            assertThat(ledger.record(somebody(), noted())).isEqualTo(new Recording.Unavailable());

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            blocker.rollback();
        }
        assertThat(ledger.record(somebody(), noted())).isInstanceOf(Recording.Done.class);
    }

    @Test
    void aGateRowRisesByOneVersionAtATime() {
        Receipt first = append("consent.records/7", 1);
        Receipt second = append("consent.records/7", 2);

        assertThat(log.ledger.latestAbout("consent.records/7"))
                .contains(new RowVersion("consent.records/7", 2, second.leafHash()));
        assertThat(first.leafHash()).isNotEqualTo(second.leafHash());
        assertThatThrownBy(() -> append("consent.records/7", 2)).isInstanceOf(OptimisticLockingFailureException.class);
        assertThatThrownBy(() -> append("consent.records/7", 4)).isInstanceOf(OptimisticLockingFailureException.class);
        assertThatThrownBy(() -> append("consent.records/8", 2)).isInstanceOf(OptimisticLockingFailureException.class);
    }

    @Test
    void aVersionThatWasTakenAwayBelowUsIsMissed() {
        append("consent.records/9", 1);
        append("consent.records/9", 2);

        log.sabotage("delete from ledger.intake_about where row_name = 'consent.records/9' and version = 2");

        assertThat(log.ledger.latestAbout("consent.records/9")).isEmpty();
    }

    @Test
    void aSubjectWhoseKeyIsDestroyedStopsNoEntry() {
        SubjectId subject = SubjectId.random();
        log.keys.forget(subject);

        Recording recording = log.ledger.record(somebody(), new ALog.Noted(subject, java.util.Optional.empty()));

        assertThat(recording).isInstanceOf(Recording.Done.class);
    }

    @Test
    void whatNoFactMayCarryIsRefused() {
        record Leaky(String name) implements Recorded {
            @Override
            public String ledgerKind() {
                return "leaky/v1";
            }
        }

        assertThatThrownBy(() -> log.ledger.record(somebody(), new Leaky("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not belong into the ledger");
        assertThatThrownBy(() -> log.inTransaction(() -> log.ledger.append(Entry.of(somebody(), new Leaky("x")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Receipt append(String row, long version) {
        return log.inTransaction(
                () -> log.ledger.append(Entry.of(somebody(), noted()).about(row, version)));
    }

    private long intakeCount() {
        return log.jdbc()
                .sql("select count(*) from ledger.intake")
                .query(Long.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
