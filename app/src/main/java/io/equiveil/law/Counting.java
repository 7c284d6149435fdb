package io.equiveil.law;

import io.equiveil.frame.Display;
import io.equiveil.law.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/// Counts periods as the Civil Code does, arts. 200 to 204.
final class Counting {

    private final WorkCalendar calendar;

    Counting(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /// Counts from a moment; periods of days count from its day in Shanghai.
    ///
    /// @throws IllegalArgumentException if the term has no end
    Due due(Term term, Instant start) {
        if (!term.unit().runsFromAMoment()) {
            return due(term, LocalDate.ofInstant(start, Display.SHANGHAI));
        }
        Instant end = switch (term.unit()) {
            case MINUTES -> start.plus(signed(term, Duration.ofMinutes(term.length())));
            case HOURS -> start.plus(signed(term, Duration.ofHours(term.length())));
            default -> start;
        };
        // Clocks in hours run through nights and holidays (CNT-2, CNT-6).
        return new Due(LocalDate.ofInstant(end, Display.SHANGHAI), end, Set.of());
    }

    /// Counts from a day, which itself does not count (CNT-2).
    ///
    /// @throws IllegalArgumentException if the term runs from a moment or has no end
    Due due(Term term, LocalDate start) {
        Set<Integer> unpublished = new HashSet<>();
        if (term.before()) {
            return ending(backwards(term, start, unpublished), unpublished);
        }
        LocalDate last = switch (term.unit()) {
            case DAYS -> start.plusDays(term.length());
            // java.time takes the last day of the month where the corresponding day is missing, as CNT-3 does.
            case MONTHS -> start.plusMonths(term.length());
            case YEARS -> start.plusYears(term.length());
            case DAY_OF_NEXT_MONTH -> start.plusMonths(1).withDayOfMonth(term.length());
            case WORKING_DAYS -> workingDays(start, term.length(), 1, unpublished);
            case AT_ONCE, MINUTES, HOURS, FOR_EVER ->
                throw new IllegalArgumentException("a term in " + term.unit() + " is not counted in days");
        };
        return ending(term.unit() == Unit.WORKING_DAYS ? last : afterRest(last, unpublished), unpublished);
    }

    // A last day of rest moves to the first day after it (CNT-4). What must be done *before* a day is not moved: later
    // would be too late, and earlier is for whoever is careful.
    private LocalDate afterRest(LocalDate last, Set<Integer> unpublished) {
        LocalDate day = last;
        note(day, unpublished);
        while (calendar.isFree(day)) {
            day = day.plusDays(1);
            note(day, unpublished);
        }
        return day;
    }

    private LocalDate backwards(Term term, LocalDate event, Set<Integer> unpublished) {
        return switch (term.unit()) {
            case DAYS -> event.minusDays(term.length());
            case MONTHS -> event.minusMonths(term.length());
            case YEARS -> event.minusYears(term.length());
            case WORKING_DAYS -> workingDays(event, term.length(), -1, unpublished);
            case AT_ONCE, MINUTES, HOURS, DAY_OF_NEXT_MONTH, FOR_EVER ->
                throw new IllegalArgumentException("a term in " + term.unit() + " is not counted backwards in days");
        };
    }

    private LocalDate workingDays(LocalDate start, int days, int step, Set<Integer> unpublished) {
        LocalDate day = start;
        int counted = 0;
        while (counted < days) {
            day = day.plusDays(step);
            note(day, unpublished);
            if (!calendar.isFree(day)) {
                counted++;
            }
        }
        return day;
    }

    private void note(LocalDate day, Set<Integer> unpublished) {
        if (!calendar.knows(day)) {
            unpublished.add(day.getYear());
        }
    }

    private static Duration signed(Term term, Duration duration) {
        return term.before() ? duration.negated() : duration;
    }

    private static Due ending(LocalDate last, Set<Integer> unpublished) {
        return new Due(last, last.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant(), unpublished);
    }
}
