package io.equiveil.portal;

import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import java.sql.Array;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Months that clients were told about.
@Repository
class MonthRepository {

    private final JdbcClient jdbc;

    MonthRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false if the month was told already
    boolean insert(SubjectId subject, MonthTold told, Instant now) {
        return jdbc.sql("""
            insert into portal.months (subject_id, month, people, looks, purposes, made_at)
            values (:subject, :month, :people, :looks, :purposes, :now)
            on conflict do nothing
            """)
                        .param("subject", subject.value())
                        .param("month", told.month().atDay(1))
                        .param("people", told.people())
                        .param("looks", told.looks())
                        .param(
                                "purposes",
                                told.purposes().stream().map(Enum::name).toArray(String[]::new))
                        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean isTold(SubjectId subject, YearMonth month) {
        return jdbc.sql("select exists (select 1 from portal.months where subject_id = :subject and month = :month)")
                .param("subject", subject.value())
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    /// Newest first.
    List<MonthTold> of(SubjectId subject, int most) {
        return jdbc.sql("""
            select month, people, looks, purposes from portal.months where subject_id = :subject
            order by month desc limit :most
            """)
                .param("subject", subject.value())
                .param("most", most)
                .query((row, _) -> {
                    Array purposes = row.getArray("purposes");
                    return new MonthTold(
                            YearMonth.from(row.getObject("month", LocalDate.class)),
                            row.getInt("people"),
                            row.getInt("looks"),
                            Arrays.stream((String[]) purposes.getArray())
                                    .map(Purpose::valueOf)
                                    .toList());
                })
                .list();
    }

    void forget(SubjectId subject) {
        jdbc.sql("delete from portal.months where subject_id = ?")
                .param(subject.value())
                .update();
    }
}
