package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementSummary.Medium;
import io.equiveil.nda.AgreementSummary.Signed;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.GateRows.Kept;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Agreements as rows. Says of each whether it is genuine; decides nothing.
@Repository
class AgreementRepository {

    private static final String COLUMNS = """
            id, kind, subject_id, matter_id, language, text_version, scope, years, damages_yuan, measures, document_id,
            text_hash, pages, state, medium, prepared_by, prepared_at, in_force_from, ends_at, version, leaf, mac, mutual,
            costs, answer_days, scan_id, ended_because
            """;

    private final JdbcClient jdbc;
    private final GateRows gateRows;
    private final SignatureRepository signatures;

    AgreementRepository(JdbcClient jdbc, GateRows gateRows, SignatureRepository signatures) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
        this.signatures = signatures;
    }

    /// A row as found, and whether it may be believed.
    record Found(AgreementRow row, boolean genuine) {}

    /// A row with its signatures, as lists and pages show it.
    AgreementSummary summary(Found found) {
        AgreementRow row = found.row();
        return new AgreementSummary(
                row.id(),
                row.kind(),
                row.subject(),
                row.matter(),
                row.language(),
                row.terms(),
                row.state(),
                row.standing().medium(),
                row.textHash(),
                row.standing().document(),
                row.pages(),
                row.preparedBy(),
                row.preparedAt(),
                row.standing().inForceFrom(),
                row.standing().endsAt(),
                row.standing().endedBecause(),
                signatures(found),
                row.isTheirs(),
                row.wordTemplate(),
                found.genuine());
    }

    void insert(AgreementRow row, Digest leaf) {
        jdbc.sql("insert into nda.agreements (" + COLUMNS
                        + ") values (:id, :kind, :subject, :matter, :language, :textVersion, :scope, :years, :damages,"
                        + " :measures, :document, :textHash, :pages, :state, :medium, :preparedBy, :preparedAt, :from,"
                        + " :until, :version, :leaf, :mac, :mutual, :costs, :answerDays, null, null)")
                .param("id", row.id().value())
                .param("kind", row.kind().name())
                .param("subject", row.subject().value())
                .param("matter", row.matter().map(MatterId::value).orElse(null))
                .param("language", row.language().getLanguage())
                .param("textVersion", row.textVersion())
                .param(
                        "scope",
                        row.terms().scope().stream()
                                .map(InformationClass::name)
                                .sorted()
                                .toArray(String[]::new))
                .param("years", row.terms().yearsAfterClosing())
                .param("damages", row.terms().liability().damagesYuan().orElse(null))
                .param("mutual", row.terms().mutual())
                .param("costs", row.terms().liability().coversCosts())
                .param("answerDays", row.terms().liability().answerWithinDays())
                .param(
                        "measures",
                        row.terms().measures().stream().map(ControlId::value).toArray(String[]::new))
                .param("document", row.standing().document())
                .param("textHash", row.textHash())
                .param("pages", row.pages())
                .param("state", row.state().name())
                .param("medium", row.standing().medium().name())
                .param("preparedBy", row.preparedBy().value())
                .param("preparedAt", Timestamp.from(row.preparedAt()))
                .param("from", row.standing().inForceFrom().map(Timestamp::from).orElse(null))
                .param("until", row.standing().endsAt().map(Timestamp::from).orElse(null))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    /// Stores the next version.
    ///
    /// @throws IllegalStateException if somebody else was faster; the caller's transaction rolls back
    void update(AgreementRow row, Digest leaf) {
        int rows = jdbc.sql("""
                        update nda.agreements set document_id = :document, scan_id = :scan, state = :state,
                               medium = :medium, in_force_from = :from, ends_at = :until, ended_because = :because,
                               version = :version, leaf = :leaf, mac = :mac
                         where id = :id and version = :version - 1
                        """)
                .param("document", row.standing().document())
                .param("scan", row.standing().scan().orElse(null), Types.OTHER)
                .param(
                        "because",
                        row.standing().endedBecause().map(EndReason::name).orElse(null))
                .param("state", row.state().name())
                .param("medium", row.standing().medium().name())
                .param("from", row.standing().inForceFrom().map(Timestamp::from).orElse(null))
                .param("until", row.standing().endsAt().map(Timestamp::from).orElse(null))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .param("id", row.id().value())
                .update();
        if (rows != 1) {
            throw new IllegalStateException("agreement " + row.id() + " was changed meanwhile");
        }
    }

    Optional<Found> find(AgreementId id) {
        return jdbc.sql("select " + COLUMNS + " from nda.agreements where id = :id")
                .param("id", id.value())
                .query(this::found)
                .optional();
    }

    List<Found> ofSubject(SubjectId subject) {
        return jdbc.sql("select " + COLUMNS
                        + " from nda.agreements where subject_id = :subject order by prepared_at desc")
                .param("subject", subject.value())
                .query(this::found)
                .list();
    }

    /// A matter's agreements: the buyers' own and the clients' that cover it.
    List<Found> ofMatter(MatterId matter) {
        return jdbc.sql("select " + COLUMNS + """
                           from nda.agreements where matter_id = :matter
                             or id in (select agreement_id from nda.covered_matters where matter_id = :matter)
                          order by prepared_at desc
                        """)
                .param("matter", matter.value())
                .query(this::found)
                .list();
    }

    /// Agreements that cover a matter by a genuine row of coverage.
    Set<AgreementId> covering(MatterId matter) {
        return jdbc
                .sql("select agreement_id, version, leaf, mac from nda.covered_matters where matter_id = :matter")
                .param("matter", matter.value())
                .query((row, n) -> {
                    AgreementId agreement = new AgreementId(row.getObject("agreement_id", UUID.class));
                    GateRow gate = coverage(agreement, matter, row.getLong("version"), Digest.of(row.getBytes("leaf")));
                    return gateRows.genuine(gate, row.getBytes("mac"))
                            ? Optional.of(agreement)
                            : Optional.<AgreementId>empty();
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    void cover(AgreementId agreement, MatterId matter, Instant at, Digest leaf) {
        jdbc.sql("""
                        insert into nda.covered_matters (agreement_id, matter_id, covered_at, version, leaf, mac)
                        values (:agreement, :matter, :at, 1, :leaf, :mac)
                        """)
                .param("at", Timestamp.from(at))
                .param("agreement", agreement.value())
                .param("matter", matter.value())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(coverage(agreement, matter, 1, leaf)))
                .update();
    }

    static String coverageName(AgreementId agreement, MatterId matter) {
        return "nda.covered_matters/" + agreement + "/" + matter;
    }

    private static GateRow coverage(AgreementId agreement, MatterId matter, long version, Digest leaf) {
        return new GateRow(
                coverageName(agreement, matter), version, leaf, List.of(agreement.toString(), matter.toString()));
    }

    /// The signatures of an agreement that count, oldest first.
    List<Signed> signatures(Found found) {
        return signatures.of(found);
    }

    /// Whether the firm has signed it on screen, as the log says.
    boolean firmHasSigned(AgreementId agreement) {
        return signatures.firmHasSigned(agreement);
    }

    /// Every state with its count, for the control's check.
    long countNotGenuine() {
        return jdbc
                .sql("select " + COLUMNS
                        + " from nda.agreements where state = 'IN_FORCE' order by prepared_at desc limit 500")
                .query(this::found)
                .list()
                .stream()
                .filter(found -> !found.genuine())
                .count();
    }

    long countInForce() {
        return jdbc.sql("select count(*) from nda.agreements where state = 'IN_FORCE'")
                .query(Long.class)
                .single();
    }

    /// Some of the agreements that a query asks for, newest first; who may know of them is the caller's question.
    List<Found> some(AgreementQuery query, Instant now, Instant soon, int most) {
        return jdbc.sql("select " + COLUMNS + """
                        from nda.agreements where case :filter::text
                            when 'WAITING' then state in ('DRAFT', 'SENT', 'ON_PAPER')
                            when 'IN_FORCE' then state = 'IN_FORCE' and (ends_at is null or ends_at > :now)
                            when 'LAPSING' then state = 'IN_FORCE' and ends_at > :now and ends_at <= :soon
                            when 'OVER' then state = 'ENDED' or (state = 'IN_FORCE' and ends_at <= :now)
                            when 'CANCELLED' then state = 'CANCELLED'
                            else true end
                          and (:kind::text is null or kind = :kind)
                          and (:number::text is null or left(id::text, 8) = :number)
                          and (:at::timestamptz is null or (prepared_at, id) < (:at, :after))
                        order by prepared_at desc, id desc limit :most
                        """)
                .param("filter", query.filter().name())
                .param("now", Timestamp.from(now))
                .param("soon", Timestamp.from(soon))
                .param("kind", query.kind().map(Enum::name).orElse(null))
                .param("number", query.number().orElse(null))
                .param(
                        "at",
                        query.after()
                                .map(place -> Timestamp.from(place.preparedAt()))
                                .orElse(null))
                .param("after", query.after().map(place -> place.id().value()).orElse(null), Types.OTHER)
                .param("most", most)
                .query(this::found)
                .list();
    }

    /// Agreements whose term is over and that nobody has marked so.
    List<Found> overdue(Instant now, int most) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from nda.agreements where state = 'IN_FORCE' and ends_at <= :now order by ends_at limit :most")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(this::found)
                .list();
    }

    long countOverdue(Instant before) {
        return jdbc.sql("select count(*) from nda.agreements where state = 'IN_FORCE' and ends_at <= :before")
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }

    /// Measures that any agreement in force promises.
    List<ControlId> promised() {
        return jdbc.sql("select distinct unnest(measures) as measure from nda.agreements"
                        + " where state = 'IN_FORCE' order by 1")
                .query((row, _) -> new ControlId(row.getString("measure")))
                .list();
    }

    /// Matters that an agreement covers by a genuine row, with when it was extended to them.
    Map<MatterId, Instant> coveredBy(AgreementId agreement) {
        Map<MatterId, Instant> covered = new LinkedHashMap<>();
        jdbc.sql("select matter_id, covered_at, version, leaf, mac from nda.covered_matters"
                        + " where agreement_id = :agreement order by covered_at")
                .param("agreement", agreement.value())
                .query((row, _) -> {
                    MatterId matter = new MatterId(row.getObject("matter_id", UUID.class));
                    GateRow gate = coverage(agreement, matter, row.getLong("version"), Digest.of(row.getBytes("leaf")));
                    if (gateRows.genuine(gate, row.getBytes("mac"))) {
                        covered.put(matter, row.getTimestamp("covered_at").toInstant());
                    }
                    return matter;
                })
                .list();
        return covered;
    }

    /// Buyers' genuine agreements in force, of many matters at once.
    List<AgreementRow> buyersOf(Collection<MatterId> matters) {
        return inForce(
                "matter_id = any (:ids) and kind = 'BUYER'",
                matters.stream().map(MatterId::value).toArray(UUID[]::new));
    }

    /// Clients' genuine agreements with the firm that are in force, of many clients at once.
    List<AgreementRow> firmsOf(Collection<SubjectId> subjects) {
        return inForce(
                "subject_id = any (:ids) and kind = 'CLIENT_FIRM'",
                subjects.stream().map(SubjectId::value).toArray(UUID[]::new));
    }

    private List<AgreementRow> inForce(String whose, UUID[] ids) {
        List<Read> read = jdbc.sql("select " + COLUMNS + " from nda.agreements where state = 'IN_FORCE' and " + whose)
                .param("ids", ids)
                .query((row, _) -> new Read(agreement(row), Digest.of(row.getBytes("leaf")), row.getBytes("mac")))
                .list();
        List<AgreementRow> genuine = new ArrayList<>(gateRows.genuine(read.stream()
                .map(one -> new Kept<>(one.row().gateRow(one.leaf()), one.mac(), one.row()))
                .toList()));
        genuine.addAll(gateRows.genuine(read.stream()
                .filter(one -> !genuine.contains(one.row()))
                .map(one -> new Kept<>(one.row().gateRowWithoutPages(one.leaf()), one.mac(), one.row()))
                .toList()));
        return genuine;
    }

    /// A row with what authenticates it.
    private record Read(AgreementRow row, Digest leaf, byte[] mac) {}

    private Found found(ResultSet row, int number) throws SQLException {
        AgreementRow agreement = agreement(row);
        Digest leaf = Digest.of(row.getBytes("leaf"));
        byte[] mac = row.getBytes("mac");
        boolean genuine = gateRows.genuine(agreement.gateRow(leaf), mac)
                || gateRows.genuine(agreement.gateRowWithoutPages(leaf), mac);
        return new Found(agreement, genuine);
    }

    private static AgreementRow agreement(ResultSet row) throws SQLException {
        return new AgreementRow(
                new AgreementId(row.getObject("id", UUID.class)),
                AgreementKind.valueOf(row.getString("kind")),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                Optional.ofNullable(row.getObject("matter_id", UUID.class)).map(MatterId::new),
                row.getString("language").equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE,
                row.getInt("text_version"),
                new AgreementTerms(
                        strings(row.getArray("scope")).stream()
                                .map(InformationClass::valueOf)
                                .collect(Collectors.toSet()),
                        row.getInt("years"),
                        row.getBoolean("mutual"),
                        new Liability(
                                Optional.ofNullable(row.getObject("damages_yuan", Long.class)),
                                row.getBoolean("costs"),
                                row.getInt("answer_days")),
                        strings(row.getArray("measures")).stream()
                                .map(ControlId::new)
                                .toList()),
                row.getString("text_hash"),
                Math.clamp(row.getInt("pages"), 1, PageStack.MOST_PAGES),
                new PersonId(row.getObject("prepared_by", UUID.class)),
                row.getTimestamp("prepared_at").toInstant(),
                standing(row),
                row.getLong("version"));
    }

    private static AgreementRow.Standing standing(ResultSet row) throws SQLException {
        return new AgreementRow.Standing(
                AgreementState.valueOf(row.getString("state")),
                Medium.valueOf(row.getString("medium")),
                row.getObject("document_id", UUID.class),
                Optional.ofNullable(row.getObject("scan_id", UUID.class)),
                Optional.ofNullable(row.getTimestamp("in_force_from")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("ended_because")).map(EndReason::valueOf));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
