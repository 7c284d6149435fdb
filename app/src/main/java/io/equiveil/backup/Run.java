package io.equiveil.backup;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/// How one backup or rehearsal went, or goes.
///
/// @param askedBy empty if it came by schedule or from the machine itself
/// @param generation which backup it made or restored
/// @param done of `total` steps of the stage it is in; for looking at only
/// @param rows in all tables together
/// @param bytes written, or 0
/// @param documents whole ones
/// @param missing documents that were not there, or not as they were
/// @param sample sealed values that would open, of a sample
public record Run(
        RunId id,
        Kind kind,
        State state,
        Optional<PersonId> askedBy,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> generation,
        Optional<BackupFault> fault,
        Stage stage,
        int done,
        int total,
        long rows,
        long bytes,
        int documents,
        int missing,
        int sample) {

    /// What it is.
    public enum Kind {
        BACKUP,
        REHEARSAL
    }

    /// How it stands.
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /// What it is at.
    public enum Stage {
        WAITING,
        TABLES,
        DOCUMENTS,
        FINISH,
        RESTORE
    }

    /// The share that is done, 0 to 100.
    public int percent() {
        int within = total == 0 ? 0 : Math.min(100, 100 * done / total);
        return switch (state) {
            case DONE -> 100;
            case FAILED -> 0;
            case RUNNING ->
                switch (stage) {
                    case WAITING -> 0;
                    case TABLES -> within * 60 / 100;
                    case DOCUMENTS -> 60 + within * 35 / 100;
                    case FINISH -> 95;
                    case RESTORE -> 10 + within * 85 / 100;
                };
        };
    }
}
