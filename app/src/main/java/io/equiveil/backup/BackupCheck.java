package io.equiveil.backup;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Measure 11.2, as far as undoing goes: there is a backup, it is not old, and it came back the last time it was tried.
/// Never says more than that it can tell: whether releases are signed, and how long parts will be looked after, is not
/// checked by anybody yet, so the measure as a whole is not called kept.
final class BackupCheck implements ControlCheck {

    private static final ControlId MEASURE = new ControlId("11.2");
    private static final String PAGE = "/backups";

    private final RunStore runs;
    private final Archive archive;
    private final BackupSettings settings;
    private final Clock clock;
    private final Instant begun;

    BackupCheck(RunStore runs, Archive archive, BackupSettings settings, Clock clock) {
        this.runs = runs;
        this.archive = archive;
        this.settings = settings;
        this.clock = clock;
        this.begun = clock.instant();
    }

    @Override
    public ControlId control() {
        return MEASURE;
    }

    @Override
    public Outcome check() {
        if (archive.isFailing()) {
            return new Outcome.Fails(PAGE, "backup.check.archive");
        }
        if (!settings.scheduled()) {
            return new Outcome.Unknown("backup.check.off");
        }
        Instant now = clock.instant();
        Optional<Run> backup = runs.last(Run.Kind.BACKUP, Run.State.DONE);
        if (backup.isEmpty()) {
            return begun.plus(settings.backupTooOld()).isAfter(now)
                    ? new Outcome.Unknown("backup.check.none")
                    : new Outcome.Fails(PAGE, "backup.check.never");
        }
        Instant made = backup.get().startedAt();
        if (made.plus(settings.backupTooOld()).isBefore(now)) {
            return new Outcome.Fails(PAGE, "backup.check.old", made);
        }
        Optional<Run> failed = runs.last(Run.Kind.REHEARSAL, Run.State.FAILED);
        Optional<Run> tried = runs.last(Run.Kind.REHEARSAL, Run.State.DONE);
        boolean failedSince = failed.isPresent()
                && tried.filter(run -> run.startedAt().isAfter(failed.get().startedAt()))
                        .isEmpty();
        if (failedSince) {
            return new Outcome.Fails(
                    PAGE, "backup.check.rehearsal.failed", failed.get().startedAt());
        }
        if (tried.isEmpty()) {
            return new Outcome.Unknown("backup.check.untried", made);
        }
        Instant rehearsed = tried.get().startedAt();
        if (rehearsed.plus(settings.rehearsalTooOld()).isBefore(now)) {
            return new Outcome.Fails(PAGE, "backup.check.rehearsal.old", rehearsed);
        }
        return new Outcome.Unknown("backup.check.good", made, rehearsed);
    }
}
