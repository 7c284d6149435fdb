package io.equiveil.nda;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.nda.WordStanding.Version;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Word templates and which of them is in use, as rows. The file of an adopted one is covered by its hash, the hash by
/// the MAC of the adoption.
@Repository
class WordTemplateRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    WordTemplateRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    /// Which template is in use.
    ///
    /// @param adopted absent: none
    record Row(WordSlot slot, @Nullable Integer adopted, PersonId by, Instant at, long version) {
        Row {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// A row as it was found.
    record Found(Row row, Digest leaf, byte[] mac) {}

    static String rowName(WordSlot slot) {
        return "nda.word_standings/" + slot.key();
    }

    private GateRow gateRow(Row row, Digest leaf) {
        String hash = row.adopted() == null
                ? "-"
                : version(row.slot(), row.adopted())
                        .map(version -> version.hash().hex())
                        .orElse("-");
        return new GateRow(
                rowName(row.slot()),
                row.version(),
                leaf,
                List.of(
                        row.adopted() == null ? "-" : row.adopted().toString(),
                        hash,
                        row.by().toString(),
                        row.at().toString()));
    }

    boolean genuine(Found found) {
        return gateRows.genuine(gateRow(found.row(), found.leaf()), found.mac());
    }

    Optional<Found> standing(WordSlot slot) {
        return jdbc.sql("select * from nda.word_standings where kind = :kind and language = :language")
                .param("kind", slot.kind().name())
                .param("language", slot.language().name())
                .query((row, _) -> new Found(
                        new Row(
                                slot,
                                row.getObject("adopted", Integer.class),
                                new PersonId(row.getObject("decided_by", UUID.class)),
                                row.getObject("decided_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getLong("version")),
                        Digest.of(row.getBytes("leaf")),
                        row.getBytes("mac")))
                .optional();
    }

    void save(Row row, Digest leaf) {
        jdbc.sql("insert into nda.word_standings (kind, language, adopted, decided_by, decided_at, version, leaf, mac)"
                        + " values (:kind, :language, :adopted, :by, :at, :version, :leaf, :mac)"
                        + " on conflict (kind, language) do update set adopted = excluded.adopted, decided_by ="
                        + " excluded.decided_by, decided_at = excluded.decided_at, version = excluded.version, leaf ="
                        + " excluded.leaf, mac = excluded.mac")
                .param("kind", row.slot().kind().name())
                .param("language", row.slot().language().name())
                .param("adopted", row.adopted())
                .param("by", row.by().value())
                .param("at", row.at().atOffset(ZoneOffset.UTC))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(gateRow(row, leaf)))
                .update();
    }

    /// Makes two changes of the same wait for each other.
    void lock(WordSlot slot) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:slot, 11))")
                .param("slot", rowName(slot))
                .query((_, _) -> 0)
                .single();
    }

    void add(WordSlot slot, Version version, byte[] content) {
        jdbc.sql("insert into nda.word_templates (kind, language, number, content, hash, pages, uploaded_by,"
                        + " uploaded_at) values (:kind, :language, :number, :content, :hash, :pages, :by, :at)")
                .param("kind", slot.kind().name())
                .param("language", slot.language().name())
                .param("number", version.number())
                .param("content", content)
                .param("hash", version.hash().bytes())
                .param("pages", version.pages())
                .param("by", version.by().value())
                .param("at", version.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Every version, newest first; the files stay where they are.
    List<Version> versions(WordSlot slot) {
        return jdbc.sql("select number, hash, pages, octet_length(content) as bytes, uploaded_by, uploaded_at"
                        + " from nda.word_templates where kind = :kind and language = :language"
                        + " order by number desc")
                .param("kind", slot.kind().name())
                .param("language", slot.language().name())
                .query((row, _) -> version(row))
                .list();
    }

    Optional<Version> version(WordSlot slot, int number) {
        return versions(slot).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    /// The file of a version; empty if it is not there, or not what its hash says.
    Optional<byte[]> content(WordSlot slot, Version version) {
        return jdbc.sql("select content from nda.word_templates where kind = :kind and language = :language"
                        + " and number = :number")
                .param("kind", slot.kind().name())
                .param("language", slot.language().name())
                .param("number", version.number())
                .query((row, _) -> row.getBytes("content"))
                .optional()
                .filter(content -> Digest.sha256(content).equals(version.hash()));
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("number"),
                Digest.of(row.getBytes("hash")),
                row.getInt("pages"),
                row.getInt("bytes"),
                new PersonId(row.getObject("uploaded_by", UUID.class)),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }
}
