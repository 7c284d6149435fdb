package io.equiveil.conversations;

import io.equiveil.conversations.Letter.Side;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Letters and who has read them, without their words.
@Repository
class LetterRepository {

    private final JdbcClient jdbc;

    LetterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Letter letter) {
        jdbc.sql("""
            insert into conversations.letters (id, matter_id, subject_id, person_id, side, kind, written_at)
            values (:id, :matter, :subject, :person, :side, :kind, :at)
            """)
                .param("id", letter.id().value())
                .param("matter", letter.matter().value())
                .param("subject", letter.subject().value())
                .param("person", letter.by().value())
                .param("side", letter.side().name())
                .param("kind", letter.kind().name())
                .param("at", at(letter.at()))
                .update();
    }

    Optional<Letter> find(LetterId id) {
        return jdbc.sql("""
            select id, matter_id, subject_id, person_id, side, kind, written_at from conversations.letters
            where id = ?
            """).param(id.value()).query((row, _) -> letter(row)).optional();
    }

    /// Newest first.
    List<Letter> ofThread(MatterId matter, SubjectId subject, Instant before, int most) {
        return jdbc.sql("""
            select id, matter_id, subject_id, person_id, side, kind, written_at from conversations.letters
            where matter_id = :matter and subject_id = :subject and written_at < :before
            order by written_at desc, id limit :most
            """)
                .param("matter", matter.value())
                .param("subject", subject.value())
                .param("before", at(before))
                .param("most", most)
                .query((row, _) -> letter(row))
                .list();
    }

    List<Letter> ofSubject(SubjectId subject) {
        return jdbc.sql("""
            select id, matter_id, subject_id, person_id, side, kind, written_at from conversations.letters
            where subject_id = ?
            """)
                .param(subject.value())
                .query((row, _) -> letter(row))
                .list();
    }

    /// Letters of the other side that this person has not read, by thread.
    ///
    /// @param side on which side the person stands
    List<Unread> unread(List<UUID> matters, PersonId person, Side side) {
        return jdbc.sql("""
            select l.matter_id, l.subject_id, count(*) as letters from conversations.letters l
            left join conversations.reads r on r.matter_id = l.matter_id and r.subject_id = l.subject_id
                and r.person_id = :person
            where l.matter_id = any(:matters) and l.side = :other
                and (r.read_at is null or l.written_at > r.read_at)
            group by l.matter_id, l.subject_id
            """)
                .param("person", person.value())
                .param("matters", matters.toArray(UUID[]::new))
                .param("other", side.other().name())
                .query((row, _) -> new Unread(
                        new MatterId(row.getObject("matter_id", UUID.class)),
                        new SubjectId(row.getObject("subject_id", UUID.class)),
                        row.getInt("letters")))
                .list();
    }

    record Unread(MatterId matter, SubjectId subject, int letters) {}

    /// Notes that somebody has read a thread up to then.
    ///
    /// @return whether that is later than before
    boolean read(MatterId matter, SubjectId subject, PersonId person, Side side, Instant at) {
        return jdbc.sql("""
            insert into conversations.reads (matter_id, subject_id, person_id, side, read_at)
            values (:matter, :subject, :person, :side, :at)
            on conflict (matter_id, subject_id, person_id) do update
                set read_at = excluded.read_at, side = excluded.side
                where conversations.reads.read_at < excluded.read_at
            """)
                        .param("matter", matter.value())
                        .param("subject", subject.value())
                        .param("person", person.value())
                        .param("side", side.name())
                        .param("at", at(at))
                        .update()
                == 1;
    }

    /// Up to when somebody on this side has read a thread.
    Optional<Instant> readBy(MatterId matter, SubjectId subject, Side side) {
        return jdbc.sql("""
            select max(read_at) from conversations.reads
            where matter_id = :matter and subject_id = :subject and side = :side
            """)
                .param("matter", matter.value())
                .param("subject", subject.value())
                .param("side", side.name())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    void forget(SubjectId subject) {
        jdbc.sql("delete from conversations.letters where subject_id = ?")
                .param(subject.value())
                .update();
        jdbc.sql("delete from conversations.reads where subject_id = ?")
                .param(subject.value())
                .update();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                new LetterId(row.getObject("id", UUID.class)),
                new MatterId(row.getObject("matter_id", UUID.class)),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                Side.valueOf(row.getString("side")),
                Letter.Kind.valueOf(row.getString("kind")),
                row.getObject("written_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
