package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.TextId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Editions, adoptions and standings in the database.
@Repository
class TextRepository {

    private final JdbcClient jdbc;

    TextRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The gate row of a text.
    record Row(
            TextId text,
            @Nullable Integer adopted,
            @Nullable Integer draft,
            @Nullable LocalDate putOffUntil,
            int keptAgainst,
            @Nullable Digest reviewedHash,
            @Nullable LocalDate reviewedOn,
            String reviewReference,
            @Nullable PersonId reviewConfirmedBy,
            long version,
            Digest leaf,
            byte[] mac) {}

    /// One adoption.
    record AdoptionRow(int edition, PersonId by, Instant at) {}

    Optional<Row> row(TextId text, boolean lock) {
        return jdbc.sql("select * from texts.standings where text = :text" + (lock ? " for update" : ""))
                .param("text", text.value())
                .query((row, _) -> row(row))
                .optional();
    }

    Map<TextId, Row> rows() {
        return jdbc.sql("select * from texts.standings").query((row, _) -> row(row)).list().stream()
                .collect(Collectors.toMap(Row::text, Function.identity()));
    }

    /// Makes two first changes of the same text wait for each other.
    void lock(TextId text) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 7))")
                .param("text", "texts/" + text.value())
                .query((_, _) -> 0)
                .single();
    }

    void save(Row row) {
        jdbc.sql("insert into texts.standings (text, adopted, draft, put_off_until, kept_against, reviewed_hash,"
                        + " reviewed_on, review_reference, review_confirmed_by, version, leaf, mac) values (:text,"
                        + " :adopted, :draft, :putOff, :kept, :hash, :on, :reference, :by, :version, :leaf, :mac)"
                        + " on conflict (text) do update set adopted = excluded.adopted, draft = excluded.draft,"
                        + " put_off_until = excluded.put_off_until, kept_against = excluded.kept_against,"
                        + " reviewed_hash = excluded.reviewed_hash, reviewed_on = excluded.reviewed_on,"
                        + " review_reference = excluded.review_reference, review_confirmed_by ="
                        + " excluded.review_confirmed_by, version = excluded.version, leaf = excluded.leaf,"
                        + " mac = excluded.mac")
                .param("text", row.text().value())
                .param("adopted", row.adopted())
                .param("draft", row.draft())
                .param("putOff", row.putOffUntil())
                .param("kept", row.keptAgainst())
                .param(
                        "hash",
                        row.reviewedHash() == null ? null : row.reviewedHash().bytes())
                .param("on", row.reviewedOn())
                .param("reference", row.reviewReference())
                .param(
                        "by",
                        row.reviewConfirmedBy() == null
                                ? null
                                : row.reviewConfirmedBy().value())
                .param("version", row.version())
                .param("leaf", row.leaf().bytes())
                .param("mac", row.mac())
                .update();
    }

    /// The highest number of an edition; 0 if there is none.
    int lastEdition(TextId text) {
        return jdbc.sql("select coalesce(max(number), 0) from texts.editions where text = :text")
                .param("text", text.value())
                .query(Integer.class)
                .single();
    }

    void add(TextId text, Edition edition) {
        jdbc.sql("insert into texts.editions (text, number, shipped_version, own, zh, en, hash, saved_by, saved_at)"
                        + " values (:text, :number, :shipped, :own, :zh, :en, :hash, :by, :at)")
                .param("text", text.value())
                .param("number", edition.number())
                .param("shipped", edition.shippedVersion())
                .param("own", edition.own())
                .param("zh", edition.wording().nearest(TextLanguage.ZH_CN))
                .param("en", edition.wording().in(TextLanguage.EN).orElse(null))
                .param("hash", edition.hash().bytes())
                .param("by", edition.savedBy().value())
                .param("at", edition.savedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Edition> edition(TextId text, int number) {
        return jdbc.sql("select * from texts.editions where text = :text and number = :number")
                .param("text", text.value())
                .param("number", number)
                .query((row, _) -> edition(row))
                .optional();
    }

    void adopt(TextId text, AdoptionRow adoption) {
        jdbc.sql("insert into texts.adoptions (text, edition, adopted_by, adopted_at) values (:text, :edition, :by,"
                        + " :at)")
                .param("text", text.value())
                .param("edition", adoption.edition())
                .param("by", adoption.by().value())
                .param("at", adoption.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// A text's adoptions, newest first.
    List<AdoptionRow> adoptions(TextId text) {
        return jdbc.sql("select edition, adopted_by, adopted_at from texts.adoptions where text = :text"
                        + " order by adopted_at desc, edition desc limit 50")
                .param("text", text.value())
                .query((row, _) -> new AdoptionRow(
                        row.getInt("edition"),
                        new PersonId(row.getObject("adopted_by", UUID.class)),
                        row.getObject("adopted_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Edition edition(ResultSet row) throws SQLException {
        Map<TextLanguage, String> bodies = new EnumMap<>(TextLanguage.class);
        bodies.put(TextLanguage.ZH_CN, row.getString("zh"));
        String english = row.getString("en");
        if (english != null) {
            bodies.put(TextLanguage.EN, english);
        }
        return new Edition(
                row.getInt("number"),
                row.getInt("shipped_version"),
                row.getBoolean("own"),
                new Wording(bodies),
                Digest.of(row.getBytes("hash")),
                new PersonId(row.getObject("saved_by", UUID.class)),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }

    private static Row row(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("reviewed_hash");
        UUID confirmedBy = row.getObject("review_confirmed_by", UUID.class);
        return new Row(
                new TextId(row.getString("text")),
                row.getObject("adopted", Integer.class),
                row.getObject("draft", Integer.class),
                row.getObject("put_off_until", LocalDate.class),
                row.getInt("kept_against"),
                hash == null ? null : Digest.of(hash),
                row.getObject("reviewed_on", LocalDate.class),
                row.getString("review_reference"),
                confirmedBy == null ? null : new PersonId(confirmedBy),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }
}
