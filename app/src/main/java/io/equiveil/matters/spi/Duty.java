package io.equiveil.matters.spi;

import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import java.time.LocalDate;
import java.util.Optional;

/// Something to be done before a stage may be left.
///
/// @param stage      the stage that cannot be left before
/// @param messageKey what it is, in words; no arguments
/// @param due        the last day, in Shanghai
/// @param doneOn     the day on which it was done; empty as long as it is open
/// @param path       the page where it is done
/// @param responsible who answers for it; without a name whoever leads the matter
public record Duty(
        MatterStage stage,
        String messageKey,
        Optional<LocalDate> due,
        Optional<LocalDate> doneOn,
        String path,
        Optional<PersonId> responsible) {

    public boolean isDone() {
        return doneOn.isPresent();
    }

    /// Whether its last day is over.
    public boolean isLate(LocalDate today) {
        return !isDone() && due.filter(today::isAfter).isPresent();
    }
}
