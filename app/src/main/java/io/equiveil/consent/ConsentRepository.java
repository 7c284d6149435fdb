package io.equiveil.consent;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of this room. Rows are added; only the one seal per owner is renewed.
@Repository
class ConsentRepository {

    /// The seal over all present states of an owner.
    record OwnerSeal(Owner owner, long version, Digest leaf, byte[] mac) {}

    /// A served notice with what authenticates it.
    record ServedRow(ServedNotice notice, Digest leaf, byte[] mac) {}

    private static final String PRESENT = """
            select distinct on (s.record_id) s.* from consent.states s
            where %s order by s.record_id, s.version desc
            """;

    private static final String SERVED = """
            select n.*, t.notice, t.notice_version, t.language, t.content
            from consent.served_notices n join consent.notice_texts t using (content_hash)
            """;

    private final JdbcClient jdbc;

    ConsentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Holds off everybody else who would change this owner's records until the transaction ends.
    void lock(Owner owner) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "consent/" + kind(owner) + "/" + owner.id())
                .query((row, number) -> 0)
                .single();
    }

    /// Present states of the records of these owners.
    List<ConsentRecord> present(Collection<Owner> owners) {
        if (owners.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(PRESENT.formatted("s.owner_id in (:ids)"))
                .param("ids", owners.stream().map(Owner::id).toList())
                .query((row, number) -> record(row))
                .list()
                .stream()
                .filter(record -> owners.contains(record.owner()))
                .toList();
    }

    /// Present states of all records of a subject, its own and those in matters.
    List<ConsentRecord> presentOf(SubjectId subject) {
        return jdbc.sql(PRESENT.formatted("s.subject_id = :subject"))
                .param("subject", subject.value())
                .query((row, number) -> record(row))
                .list();
    }

    /// The same for many subjects at once.
    List<ConsentRecord> presentOf(Collection<SubjectId> subjects) {
        return jdbc.sql(PRESENT.formatted("s.subject_id = any (:subjects)"))
                .param("subjects", subjects.stream().map(SubjectId::value).toArray(UUID[]::new))
                .query((row, number) -> record(row))
                .list();
    }

    /// All states of one record, oldest first.
    List<ConsentRecord> history(ConsentRecordId id) {
        return jdbc.sql("select * from consent.states where record_id = :id order by version")
                .param("id", id.value())
                .query((row, number) -> record(row))
                .list();
    }

    /// Consents that were given for a time which is over.
    List<ConsentRecord> lapsed(Instant now) {
        return jdbc.sql("select * from (" + PRESENT.formatted("true")
                        + ") p where p.state in ('GIVEN', 'RECORDED') and p.until <= :now limit 200")
                .param("now", Timestamp.from(now))
                .query((row, number) -> record(row))
                .list();
    }

    void add(ConsentRecord record, Digest leaf) {
        jdbc.sql("""
                insert into consent.states (record_id, version, owner_kind, owner_id, subject_id, purpose, recipient_id,
                    basis, kind, classes, state, notice_id, item, rules, agreement_id, means, recorded_by, at, until, leaf)
                values (:record, :version, :ownerKind, :owner, :subject, :purpose, :recipient,
                    :basis, :kind, :classes, :state, :notice, :item, :rules, :agreement, :means, :by, :at, :until, :leaf)
                """)
                .param("record", record.id().value())
                .param("version", record.version())
                .param("ownerKind", kind(record.owner()))
                .param("owner", record.owner().id())
                .param("subject", record.subject().value())
                .param("purpose", record.purpose().name())
                .param("recipient", record.recipient().map(RecipientId::value).orElse(null), java.sql.Types.OTHER)
                .param("basis", record.basis().name())
                .param("kind", record.kind().map(Enum::name).orElse(null), java.sql.Types.VARCHAR)
                .param("classes", classes(record.classes()))
                .param("state", record.state().name())
                .param("notice", record.notice().map(ServedNoticeId::value).orElse(null), java.sql.Types.OTHER)
                .param("item", record.item().orElse(null), java.sql.Types.VARCHAR)
                .param("rules", String.join(" ", record.rules()))
                .param("agreement", record.agreement().map(AgreementId::value).orElse(null), java.sql.Types.OTHER)
                .param("means", record.means().map(Enum::name).orElse(null), java.sql.Types.VARCHAR)
                .param("by", record.recordedBy().map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .param("at", Timestamp.from(record.at()))
                .param("until", record.until().map(Timestamp::from).orElse(null), java.sql.Types.TIMESTAMP)
                .param("leaf", leaf.bytes())
                .update();
    }

    Map<Owner, OwnerSeal> seals(Collection<Owner> owners) {
        Map<Owner, OwnerSeal> seals = new HashMap<>();
        if (!owners.isEmpty()) {
            jdbc.sql("select * from consent.owners where owner_id in (:ids)")
                    .param("ids", owners.stream().map(Owner::id).toList())
                    .query((row, number) -> seal(row))
                    .list()
                    .forEach(seal -> seals.put(seal.owner(), seal));
        }
        seals.keySet().retainAll(new HashSet<>(owners));
        return seals;
    }

    void seal(OwnerSeal seal) {
        jdbc.sql("""
                insert into consent.owners (owner_kind, owner_id, version, leaf, mac)
                values (:kind, :id, :version, :leaf, :mac)
                on conflict (owner_kind, owner_id)
                do update set version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("kind", kind(seal.owner()))
                .param("id", seal.owner().id())
                .param("version", seal.version())
                .param("leaf", seal.leaf().bytes())
                .param("mac", seal.mac())
                .update();
    }

    void keepText(Notice notice, String content, Digest hash, long firmVersion, Instant at) {
        jdbc.sql("""
                insert into consent.notice_texts
                    (content_hash, notice, notice_version, language, firm_version, content, first_shown)
                values (:hash, :notice, :version, :language, :firm, :content, :at) on conflict do nothing
                """)
                .param("hash", hash.bytes())
                .param("notice", notice.id())
                .param("version", notice.version())
                .param("language", notice.language().tag())
                .param("firm", firmVersion)
                .param("content", content)
                .param("at", Timestamp.from(at))
                .update();
    }

    void add(ServedNotice served, Digest leaf, byte[] mac) {
        jdbc.sql("""
                insert into consent.served_notices (id, owner_kind, owner_id, subject_id, recipient_id, content_hash,
                    means, served_by, served_at, version, leaf, mac)
                values (:id, :ownerKind, :owner, :subject, :recipient, :hash, :means, :by, :at, 1, :leaf, :mac)
                """)
                .param("id", served.id().value())
                .param("ownerKind", kind(served.owner()))
                .param("owner", served.owner().id())
                .param("subject", served.subject().value())
                .param("recipient", served.recipient().map(RecipientId::value).orElse(null), java.sql.Types.OTHER)
                .param("hash", served.contentHash().bytes())
                .param("means", served.means().name())
                .param("by", served.servedBy().map(PersonId::value).orElse(null), java.sql.Types.OTHER)
                .param("at", Timestamp.from(served.at()))
                .param("leaf", leaf.bytes())
                .param("mac", mac)
                .update();
    }

    Optional<ServedRow> served(ServedNoticeId id) {
        return jdbc.sql(SERVED + " where n.id = :id")
                .param("id", id.value())
                .query((row, number) -> servedRow(row))
                .optional();
    }

    /// Newest first.
    List<ServedRow> servedTo(SubjectId subject) {
        return jdbc.sql(SERVED + " where n.subject_id = :subject order by n.served_at desc, n.id")
                .param("subject", subject.value())
                .query((row, number) -> servedRow(row))
                .list();
    }

    /// Those of the subjects who were ever served a notice.
    Set<UUID> told(Collection<UUID> subjects) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                jdbc.sql("select distinct subject_id from consent.served_notices where subject_id in (:ids)")
                        .param("ids", subjects)
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .list());
    }

    /// Versions of a notice that were shown in more than one wording under one name of the firm, and texts
    /// that do not hash to their name.
    List<String> ambiguousTexts() {
        return jdbc.sql("""
                select notice || ' v' || notice_version || ' ' || language from consent.notice_texts
                group by notice, notice_version, language, firm_version having count(*) > 1
                union
                select notice || ' v' || notice_version || ' ' || language from consent.notice_texts
                where content_hash <> sha256(convert_to(content, 'UTF8'))
                """).query((row, number) -> row.getString(1)).list();
    }

    /// The most recently changed owners, for a sample.
    List<Owner> recentOwners(int limit) {
        return jdbc.sql("""
                select owner_kind, owner_id from (
                    select owner_kind, owner_id, max(at) as last from consent.states group by owner_kind, owner_id) o
                order by last desc limit :limit
                """)
                .param("limit", limit)
                .query((row, number) -> owner(row))
                .list();
    }

    private static ConsentRecord record(ResultSet row) throws SQLException {
        return new ConsentRecord(
                new ConsentRecordId(row.getObject("record_id", UUID.class)),
                row.getLong("version"),
                owner(row),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                Purpose.valueOf(row.getString("purpose")),
                uuid(row, "recipient_id").map(RecipientId::new),
                LegalBasis.valueOf(row.getString("basis")),
                text(row, "kind").map(ConsentKind::valueOf),
                classes(row.getString("classes")),
                ConsentState.valueOf(row.getString("state")),
                uuid(row, "notice_id").map(ServedNoticeId::new),
                text(row, "item"),
                row.getString("rules").isEmpty()
                        ? List.of()
                        : List.of(row.getString("rules").split(" ")),
                uuid(row, "agreement_id").map(AgreementId::new),
                text(row, "means").map(Means::valueOf),
                uuid(row, "recorded_by").map(PersonId::new),
                row.getTimestamp("at").toInstant(),
                Optional.ofNullable(row.getTimestamp("until")).map(Timestamp::toInstant));
    }

    private static ServedRow servedRow(ResultSet row) throws SQLException {
        return new ServedRow(
                new ServedNotice(
                        new ServedNoticeId(row.getObject("id", UUID.class)),
                        owner(row),
                        new SubjectId(row.getObject("subject_id", UUID.class)),
                        uuid(row, "recipient_id").map(RecipientId::new),
                        row.getString("notice"),
                        row.getInt("notice_version"),
                        NoticeLanguage.parse(row.getString("language")),
                        Digest.of(row.getBytes("content_hash")),
                        row.getString("content"),
                        Means.valueOf(row.getString("means")),
                        uuid(row, "served_by").map(PersonId::new),
                        row.getTimestamp("served_at").toInstant()),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }

    private static OwnerSeal seal(ResultSet row) throws SQLException {
        return new OwnerSeal(owner(row), row.getLong("version"), Digest.of(row.getBytes("leaf")), row.getBytes("mac"));
    }

    private static Owner owner(ResultSet row) throws SQLException {
        UUID id = row.getObject("owner_id", UUID.class);
        return row.getString("owner_kind").equals("MATTER") ? Owner.of(new MatterId(id)) : Owner.of(new SubjectId(id));
    }

    private static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String value = row.getString(column);
        return Optional.ofNullable(value);
    }

    static String kind(Owner owner) {
        return switch (owner) {
            case Owner.OfSubject _ -> "SUBJECT";
            case Owner.OfMatter _ -> "MATTER";
        };
    }

    static String classes(Set<InformationClass> classes) {
        List<String> names = new ArrayList<>();
        for (InformationClass each : InformationClass.values()) {
            if (classes.contains(each)) {
                names.add(each.name());
            }
        }
        return String.join(" ", names);
    }

    private static Set<InformationClass> classes(String names) {
        Set<InformationClass> classes = EnumSet.noneOf(InformationClass.class);
        Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(InformationClass::valueOf)
                .forEach(classes::add);
        return classes;
    }
}
