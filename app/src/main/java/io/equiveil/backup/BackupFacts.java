package io.equiveil.backup;

import io.equiveil.engine.LocalActs;
import io.equiveil.kernel.Recorded;
import java.time.Instant;

/// What this room puts into the log.
final class BackupFacts {

    private BackupFacts() {}

    /// Somebody asked for a backup or a rehearsal, or the schedule did.
    record Asked(RunId run, Run.Kind runKind) implements Recorded {
        @Override
        public String ledgerKind() {
            return "backup-asked/v1";
        }
    }

    /// A backup was made.
    record Made(RunId run, Instant generation, long rows, long bytes, int documents, int missing) implements Recorded {
        @Override
        public String ledgerKind() {
            return "backup-made/v1";
        }
    }

    /// A backup came back in a rehearsal.
    record Rehearsed(RunId run, Instant generation, long rows, int documents, int missing, int sample)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "backup-rehearsed/v1";
        }
    }

    /// A backup was not made, or did not come back.
    record Failed(RunId run, Run.Kind runKind, BackupFault fault) implements Recorded {
        @Override
        public String ledgerKind() {
            return "backup-failed/v1";
        }
    }

    /// Old generations were removed.
    record Removed(int generations, int keySets) implements Recorded {
        @Override
        public String ledgerKind() {
            return "backups-removed/v1";
        }
    }

    /// Something was done on the machine itself while no log could take it.
    record LocalAct(LocalActs.Kind act, Instant doneAt, long figure) implements Recorded {
        @Override
        public String ledgerKind() {
            return "local-act/v1";
        }
    }
}
