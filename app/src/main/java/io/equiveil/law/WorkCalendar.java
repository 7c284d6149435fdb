package io.equiveil.law;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which days are worked on the mainland: the State Council's plan of each year (CNT-6). A year without a plan is *not
/// published yet*: weekends are known then, holidays are not.
public final class WorkCalendar {

    private final Map<Integer, Plan> plans;

    WorkCalendar(List<Plan> plans) {
        this.plans = new HashMap<>();
        plans.forEach(plan -> this.plans.put(plan.year(), plan));
    }

    /// The plan of one year.
    ///
    /// @param notice    the State Council's notice
    /// @param published the day on which it appeared
    /// @param off       spans of days without work, both ends included
    /// @param work      weekend days on which work is made up
    public record Plan(int year, String notice, LocalDate published, List<Span> off, List<LocalDate> work) {

        /// @throws IllegalArgumentException if a day is of another year, worked and free at once, or made up on a
        /// weekday
        public Plan {
            off = List.copyOf(off);
            work = List.copyOf(work);
            Set<LocalDate> free = new HashSet<>();
            off.forEach(span -> span.from().datesUntil(span.to().plusDays(1)).forEach(free::add));
            boolean sound = off.stream().noneMatch(span -> span.from().isAfter(span.to()))
                    && free.stream().allMatch(day -> day.getYear() == year)
                    && work.stream().allMatch(day -> day.getYear() == year && weekend(day) && !free.contains(day));
            if (!sound || off.isEmpty()) {
                throw new IllegalArgumentException("the holiday plan of " + year + " contradicts itself");
            }
        }

        boolean isFree(LocalDate day) {
            boolean holiday = off.stream().anyMatch(span -> !day.isBefore(span.from()) && !day.isAfter(span.to()));
            return holiday || weekend(day) && !work.contains(day);
        }
    }

    /// A holiday.
    public record Span(String name, LocalDate from, LocalDate to) {}

    /// The plan of a year, if it has been published and loaded.
    public Optional<Plan> plan(Year year) {
        return Optional.ofNullable(plans.get(year.getValue()));
    }

    /// Whether the plan of the day's year is known.
    boolean knows(LocalDate day) {
        return plans.containsKey(day.getYear());
    }

    /// Whether nobody works on a day, as far as is known.
    boolean isFree(LocalDate day) {
        Plan plan = plans.get(day.getYear());
        return plan == null ? weekend(day) : plan.isFree(day);
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
