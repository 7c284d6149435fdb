package io.equiveil.transfers;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Something that happened to a step.
///
/// @param person   who did it, or whom it was given to
/// @param day      the day that was set or on which it was done
/// @param intake   number of the ledger's entry about it
public record StepEvent(
        Instant at, Act act, PersonId person, Optional<LocalDate> day, Optional<DocumentId> document, long intake) {

    /// What happened.
    public enum Act {
        SCHEDULED,
        ASSIGNED,
        DOCUMENTED,
        DONE,
        REOPENED
    }
}
