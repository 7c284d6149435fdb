package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import io.equiveil.messages.Preferences.Quiet;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How people want to be told.
@Repository
class PreferenceRepository {

    private final JdbcClient jdbc;

    PreferenceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Preferences> find(PersonId person) {
        return jdbc.sql("select sms, mail, english, quiet_from, quiet_to from messages.preferences where person_id = ?")
                .param(person.value())
                .query((row, _) -> {
                    int from = row.getInt("quiet_from");
                    boolean none = row.wasNull();
                    int to = row.getInt("quiet_to");
                    return new Preferences(
                            row.getBoolean("sms"),
                            row.getBoolean("mail"),
                            row.getBoolean("english"),
                            none ? Optional.empty() : Optional.of(new Quiet(time(from), time(to))),
                            false);
                })
                .optional();
    }

    void keep(PersonId person, Preferences preferences, Instant now) {
        jdbc.sql("""
                        insert into messages.preferences (person_id, sms, mail, english, quiet_from, quiet_to,
                            changed_at)
                        values (:person, :sms, :mail, :english, :from, :to, :now)
                        on conflict (person_id) do update set sms = excluded.sms, mail = excluded.mail,
                            english = excluded.english, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                            changed_at = excluded.changed_at
                        """)
                .param("person", person.value())
                .param("sms", preferences.sms())
                .param("mail", preferences.mail())
                .param("english", preferences.english())
                .param(
                        "from",
                        preferences
                                .quiet()
                                .map(Quiet::from)
                                .map(PreferenceRepository::minutes)
                                .orElse(null))
                .param(
                        "to",
                        preferences
                                .quiet()
                                .map(Quiet::to)
                                .map(PreferenceRepository::minutes)
                                .orElse(null))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    void forget(PersonId person) {
        jdbc.sql("delete from messages.preferences where person_id = ?")
                .param(person.value())
                .update();
    }

    private static LocalTime time(int minutes) {
        return LocalTime.of(minutes / 60, minutes % 60);
    }

    private static Integer minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
