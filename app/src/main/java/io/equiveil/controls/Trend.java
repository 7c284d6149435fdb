package io.equiveil.controls;

import io.equiveil.frame.Display;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a measure stood day by day.
///
/// @param days oldest first
public record Trend(List<Day> days) {

    /// A day in Shanghai.
    ///
    /// @param worst the worst status of the day; empty before the measure was first looked at
    public record Day(LocalDate date, Optional<ControlStatus> worst) {}

    private static final Comparator<ControlStatus> WORST_LAST = Comparator.comparing(status -> switch (status) {
        case HOLDS -> 0;
        case UNKNOWN -> 1;
        case FAILS -> 2;
    });

    /// The last days up to now.
    ///
    /// @param changes in any order
    static Trend of(List<ControlChange> changes, Instant now, int count) {
        List<ControlChange> inOrder =
                changes.stream().sorted(Comparator.comparing(ControlChange::at)).toList();
        LocalDate today = LocalDate.ofInstant(now, Display.SHANGHAI);
        List<Day> days = new ArrayList<>();
        for (LocalDate date = today.minusDays(count - 1L); !date.isAfter(today); date = date.plusDays(1)) {
            Instant begin = date.atStartOfDay(Display.SHANGHAI).toInstant();
            Instant end = date.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant();
            days.add(new Day(date, worst(inOrder, begin, end)));
        }
        return new Trend(days);
    }

    private static Optional<ControlStatus> worst(List<ControlChange> inOrder, Instant begin, Instant end) {
        List<ControlStatus> seen = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            boolean began = inOrder.get(i).at().isBefore(end);
            boolean lasted = i + 1 == inOrder.size() || inOrder.get(i + 1).at().isAfter(begin);
            if (began && lasted) {
                seen.add(inOrder.get(i).status());
            }
        }
        return seen.stream().max(WORST_LAST);
    }
}
