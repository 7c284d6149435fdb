package io.equiveil.law;

/// A period that a rule sets.
///
/// @param name   which of the rule's periods, for example `answer`
/// @param length in units; 0 for [Unit#AT_ONCE] and [Unit#FOR_EVER]; the day of the month for
///               [Unit#DAY_OF_NEXT_MONTH]
/// @param before whether it is counted backwards from the event, as in "seven days before effect"
public record Term(String name, int length, Unit unit, boolean before) {

    /// @throws IllegalArgumentException if the length does not fit the unit
    public Term {
        boolean fits = switch (unit) {
            case AT_ONCE, FOR_EVER -> length == 0 && !before;
            case DAY_OF_NEXT_MONTH -> length >= 1 && length <= 28 && !before;
            case MINUTES, HOURS, DAYS, WORKING_DAYS, MONTHS, YEARS -> length >= 1;
        };
        if (!fits) {
            throw new IllegalArgumentException("a term of " + length + " does not fit " + unit);
        }
    }

    /// What a period is counted in.
    public enum Unit {
        AT_ONCE,
        MINUTES,
        HOURS,
        DAYS,
        /// By the calendar of the State Council.
        WORKING_DAYS,
        MONTHS,
        YEARS,
        /// Until that day of the month after the event.
        DAY_OF_NEXT_MONTH,
        FOR_EVER;

        /// Whether it runs from a moment and not from a day.
        public boolean runsFromAMoment() {
            return this == AT_ONCE || this == MINUTES || this == HOURS;
        }
    }
}
