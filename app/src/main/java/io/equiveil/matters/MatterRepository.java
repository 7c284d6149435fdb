package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Matters as rows, each with what authenticates it. A row that is not genuine is not given out.
@Repository
class MatterRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    MatterRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    void insert(MatterRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.matters (id, code_name, form, mandate, stage, conflict, suspended, legal_hold, simple,
                                                     opened_by, opened_at, closed_at, version, leaf, mac)
                        values (:id, :code, :form, :mandate, :stage, :conflict, :suspended, :hold, :simple, :by, :at, null, :version,
                                :leaf, :mac)
                        """)
                .param("id", row.id().value())
                .param("code", row.codeName())
                .param("form", row.form().name())
                .param("mandate", row.mandate().name())
                .param("stage", row.stage().name())
                .param("conflict", row.conflict().name())
                .param("suspended", row.suspended())
                .param("hold", row.legalHold())
                .param("simple", row.simple())
                .param("by", row.openedBy().value())
                .param("at", Timestamp.from(row.openedAt()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    /// @throws IllegalStateException if somebody else was faster; the caller's transaction rolls back
    void update(MatterRow row, Digest leaf) {
        int rows = jdbc.sql("""
                        update matters.matters set stage = :stage, conflict = :conflict, suspended = :suspended,
                               legal_hold = :hold, simple = :simple, closed_at = :closed, version = :version, leaf = :leaf, mac = :mac
                         where id = :id and version = :version - 1
                        """)
                .param("stage", row.stage().name())
                .param("conflict", row.conflict().name())
                .param("suspended", row.suspended())
                .param("hold", row.legalHold())
                .param("simple", row.simple())
                .param("closed", row.closedAt().map(Timestamp::from).orElse(null))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .param("id", row.id().value())
                .update();
        if (rows != 1) {
            throw new IllegalStateException("matter " + row.id() + " was changed meanwhile");
        }
    }

    private static final String MATTER_COLUMNS =
            "m.id, m.code_name, m.form, m.mandate, m.stage, m.conflict, m.suspended, m.legal_hold, m.simple, m.opened_by, m.opened_at, m.closed_at, m.version, m.leaf, m.mac";

    /// Empty if there is none, or its row is not genuine.
    Optional<MatterRow> find(MatterId id) {
        return matters("select " + MATTER_COLUMNS + " from matters.matters m where m.id = :id", "id", id.value())
                .stream()
                .findFirst();
    }

    /// Keeps everybody else from changing a matter until the caller's transaction ends; read it afterwards.
    void lock(MatterId id) {
        jdbc.sql("select id from matters.matters where id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
    }

    /// Matters in which a subject is or was a party, locked until the caller's transaction ends.
    List<MatterId> lockedOfParty(SubjectId subject) {
        return jdbc.sql("""
                        select m.id from matters.matters m
                         where m.id in (select p.matter_id from matters.parties p where p.subject_id = :subject)
                         order by m.id for update
                        """)
                .param("subject", subject.value())
                .query((row, _) -> new MatterId(row.getObject("id", UUID.class)))
                .list();
    }

    /// Matters in which a subject is or was a party, whoever wrote the rows; newest first.
    List<MatterId> idsOfParty(SubjectId subject) {
        return jdbc.sql("""
                        select m.id from matters.matters m
                         where m.id in (select p.matter_id from matters.parties p where p.subject_id = :subject)
                         order by m.opened_at desc
                        """)
                .param("subject", subject.value())
                .query((row, _) -> new MatterId(row.getObject("id", UUID.class)))
                .list();
    }

    boolean codeNameTaken(String codeName) {
        return jdbc.sql("select exists (select 1 from matters.matters where code_name = :code)")
                .param("code", codeName)
                .query(Boolean.class)
                .single();
    }

    /// Matters on whose team a person is, newest first.
    List<MatterRow> ofPerson(PersonId person) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.team t on t.matter_id = m.id"
                        + " where t.person_id = :id and t.part <> 'LEFT' order by m.opened_at desc limit 200",
                "id",
                person.value());
    }

    /// Open matters on whose team a person is, newest first.
    List<MatterRow> openOfPerson(PersonId person) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.team t on t.matter_id = m.id"
                        + " where t.person_id = :id and t.part <> 'LEFT' and m.closed_at is null"
                        + " order by m.opened_at desc limit 200",
                "id",
                person.value());
    }

    /// Matters in which a subject is a party, newest first.
    List<MatterRow> ofSubject(SubjectId subject) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.parties p on p.matter_id = m.id"
                        + " where p.subject_id = :id and p.standing <> 'LEFT' order by m.opened_at desc limit 200",
                "id",
                subject.value());
    }

    /// The same for several subjects at once, however they stand in the matters; subjects without any are left
    /// out.
    Map<SubjectId, List<MatterRow>> ofSubjects(Collection<SubjectId> subjects) {
        Map<MatterRow, SubjectId> owners = new IdentityHashMap<>();
        List<Kept<MatterRow>> found = new ArrayList<>();
        jdbc.sql("select p.subject_id, " + MATTER_COLUMNS + " from matters.matters m"
                        + " join matters.parties p on p.matter_id = m.id where p.subject_id = any (:subjects)")
                .param("subjects", subjects.stream().map(SubjectId::value).toArray(UUID[]::new))
                .query((row, n) -> {
                    SubjectId subject = new SubjectId(row.getObject("subject_id", UUID.class));
                    kept(row).ifPresent(kept -> {
                        owners.put(kept.value(), subject);
                        found.add(kept);
                    });
                    return n;
                })
                .list();
        return gateRows.genuine(found).stream().collect(Collectors.groupingBy(owners::get));
    }

    List<MatterRow> ofPartner(PartnerId partner) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.engagements e on e.matter_id = m.id"
                        + " where e.partner_id = :id and e.active order by m.opened_at desc limit 200",
                "id",
                partner.value());
    }

    /// All matters by code name only, for duty of oversight; newest first, at most two hundred.
    List<MatterRow> all() {
        return matters(
                "select " + MATTER_COLUMNS
                        + " from matters.matters m where m.id <> :id order by m.opened_at desc limit 200",
                "id",
                new UUID(0, 0));
    }

    /// Open matters, newest first; for checks.
    List<MatterRow> open(int limit) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m where m.closed_at is null and m.id <> :id"
                        + " order by m.opened_at desc limit " + limit,
                "id",
                new UUID(0, 0));
    }

    /// Closed and abandoned matters, the latest first; for checks.
    List<MatterRow> closed(int limit) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m where m.closed_at is not null and m.id <> :id"
                        + " order by m.closed_at desc limit " + limit,
                "id",
                new UUID(0, 0));
    }

    private List<MatterRow> matters(String sql, String name, UUID value) {
        List<Kept<MatterRow>> found = new ArrayList<>();
        jdbc.sql(sql)
                .param(name, value)
                .query((row, n) -> kept(row))
                .list()
                .forEach(kept -> kept.ifPresent(found::add));
        return gateRows.genuine(found);
    }

    private static Optional<Kept<MatterRow>> kept(ResultSet row) throws SQLException {
        Optional<CompanyForm> form = word(CompanyForm.class, row.getString("form"));
        Optional<MandateForm> mandate = word(MandateForm.class, row.getString("mandate"));
        Optional<MatterStage> stage = word(MatterStage.class, row.getString("stage"));
        Optional<ConflictState> conflict = word(ConflictState.class, row.getString("conflict"));
        if (form.isEmpty() || mandate.isEmpty() || stage.isEmpty() || conflict.isEmpty()) {
            // A word that is none of ours was put there by SQL.
            return Optional.empty();
        }
        MatterRow matter = new MatterRow(
                new MatterId(row.getObject("id", UUID.class)),
                row.getString("code_name"),
                form.get(),
                mandate.get(),
                stage.get(),
                conflict.get(),
                row.getBoolean("suspended"),
                row.getBoolean("legal_hold"),
                row.getBoolean("simple"),
                new PersonId(row.getObject("opened_by", UUID.class)),
                row.getTimestamp("opened_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
                row.getLong("version"));
        return Optional.of(new Kept<>(matter.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), matter));
    }

    /// Closed matters whose destruction was asked for and not yet approved.
    List<MatterRow> destructionsAskedFor() {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.destruction_requests r"
                        + " on r.matter_id = m.id where m.id <> :id order by m.opened_at desc limit 50",
                "id",
                new UUID(0, 0));
    }

    /// Rows of the gate that are not what was written, among the newest five hundred matters; for the control.
    long countNotGenuine() {
        long all = jdbc.sql("select count(*) from (select 1 from matters.matters order by opened_at desc limit 200) m")
                .query(Long.class)
                .single();
        return all - all().size();
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> words, String written) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(written))
                .findFirst();
    }
}
