package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import io.equiveil.messages.SentMessage.Why;
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
            Channel channel,
            Set<String> parameters,
            int attempts,
            Instant expiresAt) {}

    void queue(
            MessageId id,
            PersonId person,
            Template template,
            Channel channel,
            Set<String> parameters,
            Instant now,
            Instant earliest,
            Instant expires) {
        jdbc.sql("""
            insert into messages.outbox (id, person_id, template, channel, parameters, state, created_at,
                next_at, expires_at)
            values (:id, :person, :template, :channel, :parameters, 'QUEUED', :now, :earliest, :expires)
            """)
                .param("channel", channel.name())
                .param("earliest", at(earliest))
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
            returning id, person_id, template, channel, parameters, attempts, expires_at
            """)
                .param("now", at(now))
                .param("lease", at(now.plus(lease)))
                .param("batch", BATCH)
                .query((row, number) -> due(row))
                .list();
    }

    /// @param itsReference the other side's number of the sending
    void settle(MessageId id, MessageState state, Optional<Why> why, Optional<String> itsReference, Instant now) {
        jdbc.sql("""
            update messages.outbox set state = :state, why = :why, its_reference = :reference,
                settled_at = :now
            where id = :id
            """)
                .param("state", state.name())
                .param("why", why.map(Why::name).orElse(null))
                .param("reference", itsReference.orElse(null))
                .param("now", at(now))
                .param("id", id.value())
                .update();
    }

    /// Notes what the carrier reported, once: for a message that was taken and of which nothing was
    /// heard yet.
    Optional<SentMessage> report(
            Optional<MessageId> id, Optional<String> itsReference, boolean delivered, Instant now) {
        return jdbc
                .sql("""
                    update messages.outbox set state = :state, why = :why, settled_at = :now
                    where state = 'SENT' and channel = 'SMS' and (id = :id or its_reference = :reference)
                    returning id, person_id, template, channel, state, why, attempts, created_at, settled_at
                    """)
                .param("state", (delivered ? MessageState.DELIVERED : MessageState.FAILED).name())
                .param("why", delivered ? null : Why.NOT_DELIVERED.name())
                .param("now", at(now))
                .param("id", id.map(MessageId::value).orElse(null), java.sql.Types.OTHER)
                .param("reference", itsReference.orElse(null))
                .query((row, _) -> sent(row))
                .list()
                .stream()
                .findFirst();
    }

    /// Newest first.
    List<SentMessage> log(boolean onlyTrouble, Instant before, int most) {
        return jdbc.sql("""
            select id, person_id, template, channel, state, why, attempts, created_at, settled_at
            from messages.outbox
            where created_at < :before and (not :trouble or state in ('FAILED', 'GIVEN_UP'))
            order by created_at desc, id limit :most
            """)
                .param("before", at(before))
                .param("trouble", onlyTrouble)
                .param("most", most)
                .query((row, _) -> sent(row))
                .list();
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
        return jdbc.sql("select count(*) from messages.outbox where state in ('FAILED', 'GIVEN_UP') and settled_at >"
                        + " :since")
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

    /// Whether somebody was told the same and has not read it yet.
    boolean waits(PersonId person, Template template, @Nullable UUID about) {
        return jdbc.sql("""
            select exists (select 1 from messages.notices where person_id = :person and read_at is null
                and template = :template and subject_id is not distinct from :about)
            """)
                .param("person", person.value())
                .param("template", template.name())
                .param("about", about, java.sql.Types.OTHER)
                .query(Boolean.class)
                .single();
    }

    /// Notices of these people that are not read, of those that came after then.
    int unread(List<UUID> people, Instant after) {
        return jdbc.sql("""
            select count(*) from messages.notices
            where person_id = any(:people) and read_at is null and created_at > :after
            """)
                .param("people", people.toArray(UUID[]::new))
                .param("after", at(after))
                .query(Integer.class)
                .single();
    }

    /// Whoever went to see what it is about has read it.
    void readAbout(PersonId person, Template template, UUID about, Instant now) {
        jdbc.sql("""
            update messages.notices set read_at = :now
            where person_id = :person and template = :template and subject_id = :about and read_at is null
            """)
                .param("now", at(now))
                .param("person", person.value())
                .param("template", template.name())
                .param("about", about)
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
                Channel.valueOf(row.getString("channel")),
                new TreeSet<>(Arrays.asList((String[]) names.getArray())),
                row.getInt("attempts"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static SentMessage sent(ResultSet row) throws SQLException {
        return new SentMessage(
                new MessageId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                Template.valueOf(row.getString("template")),
                Channel.valueOf(row.getString("channel")),
                MessageState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("why")).map(Why::valueOf),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("settled_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
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
