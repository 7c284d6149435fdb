package io.equiveil.backup;

import io.equiveil.engine.LocalActs;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.KeyCustody;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/// What happens by itself: the archive follows the log, and once a day a backup is made and tried. A time that passed
/// while the machine was off is made up for soon after the start.
final class Schedule implements SmartLifecycle {

    /// The machine's own name in the log.
    static final Requester MACHINE = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final Duration SETTLE = Duration.ofMinutes(5);
    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final Backups backups;
    private final RunStore runs;
    private final Archive archive;
    private final KeyCustody custody;
    private final BackupSettings settings;
    private final Path dataFolder;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Instant begun;
    private final LocalDoor door;
    private @Nullable RunId askedAtTheDoor;
    private @Nullable ScheduledExecutorService timer;

    Schedule(
            Backups backups,
            RunStore runs,
            Archive archive,
            KeyCustody custody,
            BackupSettings settings,
            Path dataFolder,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.backups = backups;
        this.runs = runs;
        this.archive = archive;
        this.custody = custody;
        this.settings = settings;
        this.dataFolder = dataFolder;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
        this.begun = clock.instant();
        this.door = new LocalDoor(dataFolder.resolve("run"));
    }

    /// The last moment at which a backup was due.
    static Instant lastDue(Instant now, java.time.LocalTime at) {
        ZonedDateTime today = now.atZone(BackupSettings.ZONE).with(at);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    /// Does what is due now.
    void tick() {
        Instant now = clock.instant();
        if (!settings.scheduled() || now.isBefore(begun.plus(SETTLE))) {
            return;
        }
        Optional<Run> good = runs.last(Run.Kind.BACKUP, Run.State.DONE);
        boolean due = good.filter(run -> !run.startedAt().isBefore(lastDue(now, settings.at())))
                .isEmpty();
        if (due) {
            if (!failedLately(Run.Kind.BACKUP, now)) {
                backups.backUp(MACHINE);
            }
            return;
        }
        Optional<Run> tried = runs.last(Run.Kind.REHEARSAL, Run.State.DONE);
        boolean untried = tried.filter(run -> !run.startedAt()
                        .isBefore(now.minus(settings.rehearseEvery()).plus(SETTLE)))
                .isEmpty();
        if (untried && !failedLately(Run.Kind.REHEARSAL, now)) {
            backups.rehearse(MACHINE);
        }
        backups.removeOld(MACHINE);
    }

    private boolean failedLately(Run.Kind kind, Instant now) {
        return runs.last(kind, Run.State.FAILED)
                .filter(run -> run.startedAt().plus(TRY_AGAIN).isAfter(now))
                .isPresent();
    }

    /// Answers whoever asked on the machine itself.
    void answerAtTheDoor() throws IOException {
        if (door.isAsked()) {
            door.heard();
            askedAtTheDoor = switch (backups.backUp(MACHINE)) {
                case Backups.Asked.Begun(var run) -> run;
                case Backups.Asked.Busy(var run) -> run;
                case Backups.Asked.NotEntitled _ -> throw new IllegalStateException("the machine may");
            };
        }
        RunId asked = askedAtTheDoor;
        if (asked != null) {
            Run run = backups.run(asked).orElseThrow();
            door.say(run);
            if (run.state() != Run.State.RUNNING) {
                askedAtTheDoor = null;
            }
        }
    }

    /// Notes every destroyed key that is not noted yet: the program may have ended between the two.
    void noteDestroyedKeys() {
        custody.tombstones().forEach(archive::isNoted);
    }

    /// What was done on the machine while no log could take it.
    void recordLocalActs() throws IOException {
        List<LocalActs.Act> acts = LocalActs.waiting(dataFolder);
        if (!acts.isEmpty()) {
            transactions.executeWithoutResult(_ -> acts.forEach(act ->
                    ledger.append(Entry.of(MACHINE, new BackupFacts.LocalAct(act.kind(), act.at(), act.figure())))));
            LocalActs.clear(dataFolder);
        }
    }

    @Override
    public synchronized void start() {
        if (timer != null) {
            return;
        }
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("backup-schedule").factory());
        long archiveEvery = settings.archiveEvery().toMillis();
        fresh.execute(() -> quietly(() -> {
            backups.giveUpUnfinished(MACHINE);
            noteDestroyedKeys();
        }));
        fresh.scheduleWithFixedDelay(
                () -> quietly(() -> {
                    archive.catchUp();
                    answerAtTheDoor();
                }),
                archiveEvery,
                archiveEvery,
                TimeUnit.MILLISECONDS);
        fresh.scheduleWithFixedDelay(
                () -> quietly(() -> {
                    recordLocalActs();
                    tick();
                }),
                1,
                60,
                TimeUnit.SECONDS);
        fresh.scheduleWithFixedDelay(() -> quietly(this::noteDestroyedKeys), 10, 10, TimeUnit.MINUTES);
        timer = fresh;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void quietly(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("not now: {}", e.getClass().getName());
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdown();
            try {
                timer.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            timer = null;
            // What was signed last goes out as well, as far as it can.
            quietly(archive::catchUp);
            archive.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /// After the log's own work has begun, and ended before that ends.
    @Override
    public int getPhase() {
        return 1;
    }
}
