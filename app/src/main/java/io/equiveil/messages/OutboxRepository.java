package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Messages waiting to be sent, and notices waiting to be read.
@Repository
class OutboxRepository {

    private static final int BATCH = 20;

    private final JdbcClient jdbc;

    OutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A message that somebody has taken in hand.
    record Due(
            MessageId id,
            PersonId person,
            Template template,
            Set<String> parameters,
            int attempts,
            Instant expiresAt) {}

    void queue(MessageId id, PersonId person, Template template, Set<String> parameters, Instant now, Instant expires) {
        jdbc.sql("""
                        insert into messages.outbox (id, person_id, template, parameters, state, created_at, next_at,
                            expires_at)
                        values (:id, :person, :template, :parameters, 'QUEUED', :now, :now, :expires)
                        """)
                .param("id", id.value())
                .param("person", person.value())
                .param("template", template.name())
                .param("parameters", new TreeSet<>(parameters).toArray(String[]::new))
                .param("now", at(now))
                .param("expires", at(expires))
                .update();
    }

    /// Takes what is due in hand; nobody else gets it until `lease` is over.
    List<Due> take(Instant now, Duration lease) {
        return jdbc.sql("""
                        update messages.outbox set attempts = attempts + 1, next_at = :lease
                        where id in (select id from messages.outbox where state = 'QUEUED' and next_at <= :now
                            order by next_at limit :batch for update skip locked)
                        returning id, person_id, template, parameters, attempts, expires_at
                        """)
                .param("now", at(now))
                .param("lease", at(now.plus(lease)))
                .param("batch", BATCH)
                .query((row, number) -> due(row))
                .list();
    }

    void settle(MessageId id, String state, Instant now) {
        jdbc.sql("update messages.outbox set state = :state, settled_at = :now where id = :id")
                .param("state", state)
                .param("now", at(now))
                .param("id", id.value())
                .update();
    }

    void postpone(MessageId id, Instant until) {
        jdbc.sql("update messages.outbox set next_at = :until where id = :id")
                .param("until", at(until))
                .param("id", id.value())
                .update();
    }

    List<MessageId> queuedFor(PersonId person) {
        return jdbc.sql("select id from messages.outbox where person_id = :person and state = 'QUEUED'")
                .param("person", person.value())
                .query((row, number) -> new MessageId(row.getObject("id", UUID.class)))
                .list();
    }

    int givenUpSince(Instant since) {
        return jdbc.sql("select count(*) from messages.outbox where state = 'GIVEN_UP' and settled_at > :since")
                .param("since", at(since))
                .query(Integer.class)
                .single();
    }

    void tell(MessageId id, PersonId person, Template template, @Nullable UUID about, Instant now) {
        jdbc.sql("""
                        insert into messages.notices (id, person_id, template, subject_id, created_at)
                        values (:id, :person, :template, :about, :now)
                        """)
                .param("id", id.value())
                .param("person", person.value())
                .param("template", template.name())
                .param("about", about, java.sql.Types.OTHER)
                .param("now", at(now))
                .update();
    }

    List<PortalNotice> noticesOf(PersonId person, int most) {
        return jdbc.sql("""
                        select id, template, subject_id, created_at, read_at from messages.notices
                        where person_id = :person order by created_at desc, id limit :most
                        """)
                .param("person", person.value())
                .param("most", most)
                .query((row, number) -> notice(row))
                .list();
    }

    boolean read(PersonId person, MessageId id, Instant now) {
        return jdbc.sql("""
                        update messages.notices set read_at = :now
                        where id = :id and person_id = :person and read_at is null
                        """)
                        .param("now", at(now))
                        .param("id", id.value())
                        .param("person", person.value())
                        .update()
                == 1;
    }

    void forget(PersonId person) {
        jdbc.sql("delete from messages.outbox where person_id = :person")
                .param("person", person.value())
                .update();
        jdbc.sql("delete from messages.notices where person_id = :person")
                .param("person", person.value())
                .update();
    }

    private static Due due(ResultSet row) throws SQLException {
        Array names = row.getArray("parameters");
        return new Due(
                new MessageId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                Template.valueOf(row.getString("template")),
                new TreeSet<>(Arrays.asList((String[]) names.getArray())),
                row.getInt("attempts"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static PortalNotice notice(ResultSet row) throws SQLException {
        return new PortalNotice(
                new MessageId(row.getObject("id", UUID.class)),
                Template.valueOf(row.getString("template")),
                Optional.ofNullable(row.getObject("subject_id", UUID.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("read_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
