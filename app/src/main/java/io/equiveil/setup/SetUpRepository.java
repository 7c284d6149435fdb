package io.equiveil.setup;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the guide itself remembers: how the firm works, what was put off, and that it is complete. Nothing here widens
/// what anybody may see, so these rows carry no MAC.
@Repository
class SetUpRepository {

    private final JdbcClient jdbc;

    SetUpRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(7100433161)").query((_, _) -> 0).single();
    }

    Optional<FirmSize> size() {
        return jdbc.sql("select size from setup.firm_size")
                .query((row, _) -> FirmSize.valueOf(row.getString(1)))
                .optional();
    }

    void size(FirmSize size, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into setup.firm_size (id, size, chosen_by, chosen_at) values (1, ?, ?, ?)
                        on conflict (id) do update set size = excluded.size, chosen_by = excluded.chosen_by,
                            chosen_at = excluded.chosen_at
                        """)
                .params(size.name(), by.value(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Map<SetUpStep, LocalDate> putOff() {
        Map<SetUpStep, LocalDate> putOff = new EnumMap<>(SetUpStep.class);
        jdbc.sql("select step, until from setup.put_off").query(row -> {
            LocalDate until = row.getObject(2, LocalDate.class);
            SetUpStep.of(row.getString(1)).ifPresent(step -> putOff.put(step, until));
        });
        return putOff;
    }

    void putOff(SetUpStep step, LocalDate until, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into setup.put_off (step, until, put_off_by, put_off_at) values (?, ?, ?, ?)
                        on conflict (step) do update set until = excluded.until, put_off_by = excluded.put_off_by,
                            put_off_at = excluded.put_off_at
                        """)
                .params(step.word(), until, by.value(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Guide.Completion> completed() {
        return jdbc.sql("select completed_by, completed_at from setup.completion")
                .query((row, _) -> new Guide.Completion(
                        new PersonId(row.getObject(1, UUID.class)),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    void complete(PersonId by, Instant at) {
        jdbc.sql("""
                        insert into setup.completion (id, completed_by, completed_at) values (1, ?, ?)
                        on conflict (id) do update set completed_by = excluded.completed_by,
                            completed_at = excluded.completed_at
                        """).params(by.value(), at.atOffset(ZoneOffset.UTC)).update();
    }
}
