package io.equiveil.approvals;

import io.equiveil.kernel.PersonId;
import java.time.LocalDate;
import java.util.Optional;

/// Who decides for somebody when the time is over.
///
/// @param person who has named a deputy
/// @param deputy the colleague
/// @param from   the first day, at the firm; empty from the beginning
/// @param until  the last day; empty until it is ended
public record Deputyship(PersonId person, PersonId deputy, Optional<LocalDate> from, Optional<LocalDate> until) {

    /// Whether it counts on a day.
    public boolean standsOn(LocalDate day) {
        return from.filter(day::isBefore).isEmpty()
                && until.filter(day::isAfter).isEmpty();
    }
}
