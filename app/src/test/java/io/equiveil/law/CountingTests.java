package io.equiveil.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Periods end where the Civil Code ends them.
class CountingTests {

    private final Law law = Law.shipped();

    @ParameterizedTest(name = "{0} {1} from {2} ends on {3}: {4}")
    @CsvSource(textBlock = """
            # length, unit,               start,      last day,   why
            30,       DAYS,               2026-03-02, 2026-04-01, the first day does not count (CNT-2)
            30,       DAYS,               2026-09-04, 2026-10-08, the thirtieth day is in the National Day holiday (CNT-4)
            15,       DAYS,               2026-04-24, 2026-05-09, a Saturday on which work is made up is no day of rest
            15,       DAYS,               2026-05-01, 2026-05-18, a plain Saturday moves to Monday
            1,        MONTHS,             2026-01-31, 2026-02-28, no thirty-first in February (CNT-3); a made-up Saturday
            1,        YEARS,              2024-02-29, 2025-02-28, no leap day the year after (CNT-3)
            6,        MONTHS,             2026-02-26, 2026-08-26, the corresponding day
            5,        WORKING_DAYS,       2026-09-28, 2026-10-10, 29 and 30 September then 8 9 and the made-up Saturday
            20,       WORKING_DAYS,       2026-02-13, 2026-03-19, Spring Festival with two made-up Saturdays
            15,       DAY_OF_NEXT_MONTH,  2026-07-03, 2026-08-17, the fifteenth is a Saturday
            """)
    void endsOnTheRightDay(int length, Term.Unit unit, LocalDate start, LocalDate last, String why) {
        Due due = new Counting(law.calendar()).due(new Term("x", length, unit, false), start);

        assertThat(due.lastDay()).as(why).isEqualTo(last);
    }

    @Test
    void theDayEndsAtMidnightInShanghai() {
        assertThat(law.due("DL-PREEMPT", LocalDate.of(2026, 3, 2)).end()).isEqualTo("2026-04-01T16:00:00Z");
    }

    @Test
    void hoursRunThroughNightsAndHolidays() {
        Instant discovered = Instant.parse("2026-10-01T22:30:00Z");

        assertThat(law.due("DL-INC-OTHER", discovered).end()).isEqualTo("2026-10-02T02:30:00Z");
        assertThat(law.due("DL-PIPL-BREACH", discovered).end()).isEqualTo(discovered);
    }

    @Test
    void aDateThatNeedsAnUnpublishedCalendarIsProvisional() {
        Due due = law.due("DL-PUBLICISE", LocalDate.of(2026, 12, 21));

        assertThat(due.certain()).isFalse();
        assertThat(due.unpublished()).containsExactly(2027);
        assertThat(law.calendar().plan(Year.of(2027))).isEmpty();
        assertThat(law.due("DL-PUBLICISE", LocalDate.of(2026, 3, 2)).certain()).isTrue();
    }

    @Test
    void whatComesBeforeAnEventIsCountedBackwardsAndNotMoved() {
        assertThat(law.due("DL-TERMS", LocalDate.of(2026, 10, 8)).lastDay()).isEqualTo("2026-10-01");
    }

    @Test
    void theTimeOfDayIsKeptForWhatIsStored() {
        Instant noted = Instant.parse("2026-01-31T03:04:05Z");

        assertThat(law.keptUntil("RET-LEAD", noted)).contains(Instant.parse("2026-03-02T03:04:05Z"));
        assertThat(law.keptUntil("RET-AML", noted)).contains(Instant.parse("2036-01-31T03:04:05Z"));
    }

    @Test
    void aPlanThatContradictsItselfIsRefused() {
        var span = new WorkCalendar.Span("国庆节", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 7));

        assertThatThrownBy(() -> new WorkCalendar.Plan(
                        2026, "n", LocalDate.EPOCH, List.of(span), List.of(LocalDate.of(2026, 10, 3))))
                .hasMessageContaining("contradicts itself");
    }
}
