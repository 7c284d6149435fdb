package io.equiveil.backup;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door: backups and their rehearsals, asked for, under way and done.
///
/// One thing at a time. Everything that was asked for and what came of it is on record.
public class Backups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final int SHOWN = 50;

    private final BackupPlace place;
    private final BackupSettings settings;
    private final RunStore runs;
    private final BackupWork work;
    private final Archive archive;
    private final Path dataFolder;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final AtomicReference<@Nullable RunId> underWay = new AtomicReference<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("backup").factory());

    Backups(
            BackupPlace place,
            BackupSettings settings,
            RunStore runs,
            BackupWork work,
            Archive archive,
            Path dataFolder,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.place = place;
        this.settings = settings;
        this.runs = runs;
        this.work = work;
        this.archive = archive;
        this.dataFolder = dataFolder;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What came of asking.
    public sealed interface Asked {
        /// It is under way.
        record Begun(RunId run) implements Asked {}

        /// Another one is under way; wait for it.
        record Busy(RunId run) implements Asked {}

        /// The person may not.
        record NotEntitled() implements Asked {}
    }

    /// Makes a backup now, in the background.
    public Asked backUp(Requester who) {
        return begin(who, Run.Kind.BACKUP);
    }

    /// Restores the newest backup for a trial, in the background.
    public Asked rehearse(Requester who) {
        return begin(who, Run.Kind.REHEARSAL);
    }

    private Asked begin(Requester who, Run.Kind kind) {
        if (who instanceof Requester.SignedIn person
                && !person.has(Role.ADMINISTRATOR)
                && !person.has(Role.SECURITY_OFFICER)) {
            return new Asked.NotEntitled();
        }
        if (who instanceof Requester.Anonymous) {
            return new Asked.NotEntitled();
        }
        RunId id = RunId.random();
        RunId other = underWay.compareAndExchange(null, id);
        if (other != null) {
            return new Asked.Busy(other);
        }
        try {
            Optional<PersonId> askedBy =
                    who instanceof Requester.SignedIn person ? Optional.of(person.person()) : Optional.empty();
            transactions.executeWithoutResult(_ -> {
                runs.begin(id, kind, askedBy, clock.instant());
                record(who, new BackupFacts.Asked(id, kind));
            });
            worker.execute(() -> carryOut(id, kind, who));
            return new Asked.Begun(id);
        } catch (RuntimeException e) {
            underWay.set(null);
            throw e;
        }
    }

    private void carryOut(RunId id, Run.Kind kind, Requester who) {
        try {
            switch (kind) {
                case BACKUP -> makeBackup(id, who);
                case REHEARSAL -> makeRehearsal(id, who);
            }
        } catch (BackupFault.Found e) {
            fail(id, kind, who, e.fault());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed: {}", kind, id, e.getClass().getName());
            fail(id, kind, who, BackupFault.UNEXPECTED);
        } finally {
            underWay.set(null);
        }
    }

    private void makeBackup(RunId id, Requester who) throws BackupFault.Found {
        BackupWork.Backup made = work.backUp((stage, done, total) -> runs.progress(id, stage, done, total));
        transactions.executeWithoutResult(_ -> {
            runs.done(
                    id,
                    clock.instant(),
                    made.generation(),
                    made.made().rows(),
                    made.made().bytes(),
                    made.made().documents(),
                    made.made().missing(),
                    0);
            record(
                    who,
                    new BackupFacts.Made(
                            id,
                            made.generation(),
                            made.made().rows(),
                            made.made().bytes(),
                            made.made().documents(),
                            made.made().missing()));
        });
        removeOld(who);
    }

    private void makeRehearsal(RunId id, Requester who) throws BackupFault.Found {
        Restoration.Restored restored = work.rehearse((stage, done, total) -> runs.progress(id, stage, done, total));
        if (restored.missing() > 0) {
            throw new BackupFault.Found(BackupFault.DOCUMENTS_BROKEN);
        }
        if (restored.newLogName().isPresent()) {
            throw new BackupFault.Found(BackupFault.LOG_SHORT);
        }
        transactions.executeWithoutResult(_ -> {
            runs.done(
                    id,
                    clock.instant(),
                    restored.generation(),
                    restored.rows(),
                    0,
                    restored.documents(),
                    restored.missing(),
                    restored.sample().opened());
            record(
                    who,
                    new BackupFacts.Rehearsed(
                            id,
                            restored.generation(),
                            restored.rows(),
                            restored.documents(),
                            restored.missing(),
                            restored.sample().opened()));
        });
    }

    private void fail(RunId id, Run.Kind kind, Requester who, BackupFault fault) {
        try {
            transactions.executeWithoutResult(_ -> {
                runs.failed(id, clock.instant(), fault);
                record(who, new BackupFacts.Failed(id, kind, fault));
            });
        } catch (RuntimeException e) {
            LOG.error(
                    "that {} {} failed could not be recorded: {}",
                    kind,
                    id,
                    e.getClass().getName());
        }
    }

    /// Removes what is past its time.
    void removeOld(Requester who) {
        try {
            Retention.Removed removed =
                    new Retention(settings.keep(), settings.keepKeys(), clock).removeFrom(place.open());
            if (removed.generations() + removed.keySets() > 0) {
                transactions.executeWithoutResult(
                        _ -> record(who, new BackupFacts.Removed(removed.generations(), removed.keySets())));
            }
        } catch (IOException e) {
            LOG.warn("old backups could not be removed: {}", e.getClass().getName());
        }
    }

    /// Runs that a process before this one did not finish.
    void giveUpUnfinished(Requester who) {
        for (RunId id : runs.unfinished()) {
            runs.find(id).ifPresent(run -> fail(id, run.kind(), who, BackupFault.INTERRUPTED));
        }
    }

    private void record(Requester who, Recorded fact) {
        ledger.append(Entry.of(who, fact));
    }

    /// One run.
    public Optional<Run> run(RunId id) {
        return runs.find(id);
    }

    /// Waits for the end of a run.
    ///
    /// @return how it ended, or how it stands when the patience is over
    public Optional<Run> await(RunId id, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end
                && runs.find(id).filter(run -> run.state() == Run.State.RUNNING).isPresent()) {
            Thread.sleep(200);
        }
        return runs.find(id);
    }

    /// One generation in the folder.
    ///
    /// @param hasKeys whether the keys of its own are there still
    public record Generation(Instant moment, long bytes, boolean hasKeys) {}

    /// How backups stand.
    ///
    /// @param sameDisk whether they lie on the disk that they are to protect against
    /// @param folderMissing whether the folder cannot be read now
    public record Overview(
            Path folder,
            boolean folderMissing,
            boolean sameDisk,
            long freeBytes,
            boolean scheduled,
            LocalTime at,
            int keep,
            Duration keepKeys,
            boolean archiveFailing,
            long archivedEntries,
            List<Generation> generations,
            List<Run> runs,
            Optional<Run> underWay,
            Optional<Run> lastBackup,
            Optional<Run> lastRehearsal) {}

    /// How backups stand now.
    public Overview overview() {
        List<Generation> generations = new ArrayList<>();
        boolean missing = false;
        boolean sameDisk = false;
        long free = 0;
        Path root = work.usualRoot();
        try {
            BackupFolder folder = place.open();
            root = folder.root();
            free = folder.freeBytes();
            sameDisk = Files.getFileStore(folder.root()).equals(Files.getFileStore(dataFolder));
            List<Instant> keys = folder.keySets();
            for (Instant moment : folder.generations()) {
                generations.add(new Generation(moment, Files.size(folder.data(moment)), keys.contains(moment)));
            }
        } catch (IOException e) {
            missing = true;
        }
        return new Overview(
                root,
                missing,
                sameDisk,
                free,
                settings.scheduled(),
                settings.at(),
                settings.keep(),
                settings.keepKeys(),
                archive.isFailing(),
                archive.end(),
                List.copyOf(generations),
                runs.newest(SHOWN),
                Optional.ofNullable(underWay.get()).flatMap(runs::find),
                runs.last(Run.Kind.BACKUP, Run.State.DONE),
                runs.last(Run.Kind.REHEARSAL, Run.State.DONE));
    }

    @Override
    public void close() throws InterruptedException {
        worker.shutdownNow();
        worker.awaitTermination(15, TimeUnit.SECONDS);
    }
}
