package io.equiveil.dataroom;

import io.equiveil.files.PaperKind;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rows of documents. Each is a gate row: who may see a document depends on it.
@Repository
class DocumentRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    DocumentRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    /// A row with what authenticates it.
    record Row(RoomDocument document, Digest leaf, byte[] mac) {}

    private static final byte[] NO_MAC = {};

    /// The row's name in the ledger.
    static String name(DocumentId id) {
        return "dataroom.documents/" + id;
    }

    void insert(RoomDocument document, Digest leaf) {
        jdbc.sql("""
                insert into dataroom.documents (id, owner_kind, owner_id, matter_id, retention_group, class, shown_from,
                    kind, pages, ciphertext_hash, original_hash, uploaded_by, uploaded_at, version, leaf, mac)
                values (:id, :ownerKind, :owner, :matter, :group, :class, :shownFrom, :kind, :pages, :hash,
                    :original, :by, :at, :version, :leaf, :mac)
                """)
                .param("id", document.id().value())
                .param("ownerKind", kind(document.owner()))
                .param("owner", document.owner().id())
                .param("matter", document.matter().map(MatterId::value).orElse(null), Types.OTHER)
                .param("group", document.address().group().name())
                .param("class", document.informationClass().name())
                .param("shownFrom", document.shownFrom().name())
                .param("kind", document.kind().name())
                .param("pages", document.pages())
                .param("hash", document.ciphertextHash().bytes())
                .param("original", document.original().map(Digest::bytes).orElse(null), Types.BINARY)
                .param("by", document.uploadedBy().value())
                .param("at", at(document.uploadedAt()))
                .param("version", document.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(gateRow(document, leaf)))
                .update();
    }

    /// Writes the next version.
    void update(RoomDocument document, Digest leaf) {
        int written = jdbc.sql("""
                update dataroom.documents set shown_from = :shownFrom, removed_by = :removedBy, removed_at = :removedAt,
                    version = :version, leaf = :leaf, mac = :mac
                where id = :id and version = :before
                """)
                .param("id", document.id().value())
                .param("shownFrom", document.shownFrom().name())
                .param("removedBy", document.removedBy().map(PersonId::value).orElse(null), Types.OTHER)
                .param(
                        "removedAt",
                        document.removedAt().map(DocumentRepository::at).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("version", document.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(gateRow(document, leaf)))
                .param("before", document.version() - 1)
                .update();
        if (written != 1) {
            throw new OptimisticLockingFailureException("document " + document.id());
        }
    }

    Optional<Row> find(DocumentId id) {
        return jdbc.sql("select * from dataroom.documents where id = :id")
                .param("id", id.value())
                .query((row, number) -> row(row))
                .optional();
    }

    List<Row> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from dataroom.documents where id in (:ids)")
                        .param("ids", ids)
                        .query((row, number) -> row(row))
                        .list();
    }

    /// Documents of a matter that are there, newest first.
    List<Row> ofMatter(MatterId matter, Instant before, int limit) {
        return jdbc.sql("""
                select * from dataroom.documents
                where matter_id = :matter and owner_kind = 'MATTER' and removed_at is null and uploaded_at < :before
                order by uploaded_at desc, id limit :limit
                """)
                .param("matter", matter.value())
                .param("before", at(before))
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    /// Identity documents of a subject, removed ones too, newest first.
    List<Row> ofSubject(SubjectId subject) {
        return jdbc.sql("""
                select * from dataroom.documents where owner_kind = 'SUBJECT' and owner_id = :subject
                order by uploaded_at desc, id limit 200
                """)
                .param("subject", subject.value())
                .query((row, number) -> row(row))
                .list();
    }

    /// The newest rows, for the check of the measure.
    List<Row> newest(int limit) {
        return jdbc.sql("select * from dataroom.documents order by uploaded_at desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    /// How many documents of these matters came since, from others, and were not looked at by this person.
    List<Unseen> unseen(Collection<UUID> matters, PersonId person, Instant since) {
        return matters.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select d.matter_id, count(*) as documents, max(d.uploaded_at) as newest
                        from dataroom.documents d
                        where d.matter_id in (:matters) and d.owner_kind = 'MATTER' and d.removed_at is null
                            and d.uploaded_by <> :person and d.uploaded_at > :since
                            and not exists (select from dataroom.views v
                                where v.document_id = d.id and v.person_id = :person)
                        group by d.matter_id order by newest desc limit 20
                        """)
                        .param("matters", matters)
                        .param("person", person.value())
                        .param("since", at(since))
                        .query((row, number) -> new Unseen(
                                new MatterId(row.getObject("matter_id", UUID.class)), row.getInt("documents")))
                        .list();
    }

    /// Documents of a matter that somebody has not looked at.
    record Unseen(MatterId matter, int documents) {}

    /// Whether a row is as it was written and is the latest.
    boolean isGenuine(Row row) {
        return gateRows.genuine(gateRow(row.document(), row.leaf()), row.mac());
    }

    private static GateRow gateRow(RoomDocument document, Digest leaf) {
        List<String> content = new ArrayList<>(List.of(
                kind(document.owner()),
                document.owner().id().toString(),
                document.matter().map(MatterId::toString).orElse(""),
                document.address().group().name(),
                document.informationClass().name(),
                document.shownFrom().name(),
                document.kind().name(),
                Integer.toString(document.pages()),
                document.ciphertextHash().hex(),
                document.uploadedBy().toString(),
                document.uploadedAt().toString(),
                document.removedBy().map(PersonId::toString).orElse(""),
                document.removedAt().map(Instant::toString).orElse("")));
        // Rows from before there were originals keep their seal.
        document.original().map(Digest::hex).ifPresent(content::add);
        return new GateRow(name(document.id()), document.version(), leaf, content);
    }

    /// A word that is none of ours was put there by SQL: such a row is read as one without a MAC, which shows nothing,
    /// and does not take the whole list with it.
    private static Row row(ResultSet row) throws SQLException {
        Optional<InformationClass> informationClass = word(InformationClass.class, row.getString("class"));
        Optional<MatterStage> shownFrom = word(MatterStage.class, row.getString("shown_from"));
        Optional<PaperKind> kind = word(PaperKind.class, row.getString("kind"));
        boolean readable = informationClass.isPresent() && shownFrom.isPresent() && kind.isPresent();
        UUID owner = row.getObject("owner_id", UUID.class);
        return new Row(
                new RoomDocument(
                        new DocumentId(row.getObject("id", UUID.class)),
                        row.getString("owner_kind").equals("SUBJECT")
                                ? Owner.of(new SubjectId(owner))
                                : Owner.of(new MatterId(owner)),
                        Optional.ofNullable(row.getObject("matter_id", UUID.class))
                                .map(MatterId::new),
                        informationClass.orElse(InformationClass.DOCUMENT),
                        shownFrom.orElse(MatterStage.CLOSED),
                        kind.orElse(PaperKind.PDF),
                        row.getInt("pages"),
                        Digest.of(row.getBytes("ciphertext_hash")),
                        Optional.ofNullable(row.getBytes("original_hash")).map(Digest::of),
                        new PersonId(row.getObject("uploaded_by", UUID.class)),
                        instant(row.getObject("uploaded_at", OffsetDateTime.class)),
                        Optional.ofNullable(row.getObject("removed_by", UUID.class))
                                .map(PersonId::new),
                        Optional.ofNullable(row.getObject("removed_at", OffsetDateTime.class))
                                .map(DocumentRepository::instant),
                        row.getLong("version")),
                Digest.of(row.getBytes("leaf")),
                readable ? row.getBytes("mac") : NO_MAC);
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> words, String written) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(written))
                .findFirst();
    }

    private static String kind(Owner owner) {
        return owner instanceof Owner.OfSubject ? "SUBJECT" : "MATTER";
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
