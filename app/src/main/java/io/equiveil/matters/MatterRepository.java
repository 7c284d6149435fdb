package io.equiveil.matters;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    record MatterRow(
            MatterId id,
            String codeName,
            CompanyForm form,
            MandateForm mandate,
            MatterStage stage,
            PersonId openedBy,
            Instant openedAt,
            Optional<Instant> closedAt,
            long version) {

        static String name(MatterId id) {
            return "matters.matters/" + id;
        }

        GateRow gateRow(Digest leaf) {
            return new GateRow(
                    name(id),
                    version,
                    leaf,
                    List.of(
                            codeName,
                            form.name(),
                            mandate.name(),
                            stage.name(),
                            closedAt.map(Instant::toString).orElse("-")));
        }

        MatterRow at(MatterStage next, Optional<Instant> closed) {
            return new MatterRow(id, codeName, form, mandate, next, openedBy, openedAt, closed, version + 1);
        }
    }

    record PartyRow(MatterId matter, SubjectId subject, Side side, Standing standing, Instant since, long version) {

        static String name(MatterId matter, SubjectId subject) {
            return "matters.parties/" + matter + "/" + subject;
        }

        GateRow gateRow(Digest leaf) {
            return new GateRow(
                    name(matter, subject),
                    version,
                    leaf,
                    List.of(matter.toString(), subject.toString(), side.name(), standing.name()));
        }
    }

    record TeamRow(MatterId matter, PersonId person, String part, Instant since, long version) {

        static String name(MatterId matter, PersonId person) {
            return "matters.team/" + matter + "/" + person;
        }

        GateRow gateRow(Digest leaf) {
            return new GateRow(
                    name(matter, person), version, leaf, List.of(matter.toString(), person.toString(), part));
        }
    }

    record EngagementRow(MatterId matter, PartnerId partner, boolean active, Instant since, long version) {

        static String name(MatterId matter, PartnerId partner) {
            return "matters.engagements/" + matter + "/" + partner;
        }

        GateRow gateRow(Digest leaf) {
            return new GateRow(
                    name(matter, partner),
                    version,
                    leaf,
                    List.of(matter.toString(), partner.toString(), Boolean.toString(active)));
        }
    }

    void insert(MatterRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.matters (id, code_name, form, mandate, stage, opened_by, opened_at, closed_at,
                                                     version, leaf, mac)
                        values (:id, :code, :form, :mandate, :stage, :by, :at, null, :version, :leaf, :mac)
                        """)
                .param("id", row.id().value())
                .param("code", row.codeName())
                .param("form", row.form().name())
                .param("mandate", row.mandate().name())
                .param("stage", row.stage().name())
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
                        update matters.matters set stage = :stage, closed_at = :closed, version = :version, leaf = :leaf,
                               mac = :mac
                         where id = :id and version = :version - 1
                        """)
                .param("stage", row.stage().name())
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
            "m.id, m.code_name, m.form, m.mandate, m.stage, m.opened_by, m.opened_at, m.closed_at, m.version, m.leaf, m.mac";

    /// Empty if there is none, or its row is not genuine.
    Optional<MatterRow> find(MatterId id) {
        return matters("select " + MATTER_COLUMNS + " from matters.matters m where m.id = :id", "id", id.value())
                .stream()
                .findFirst();
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

    /// Matters in which a subject is a party, newest first.
    List<MatterRow> ofSubject(SubjectId subject) {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.parties p on p.matter_id = m.id"
                        + " where p.subject_id = :id and p.standing <> 'LEFT' order by m.opened_at desc limit 200",
                "id",
                subject.value());
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

    private List<MatterRow> matters(String sql, String name, UUID value) {
        return jdbc
                .sql(sql)
                .param(name, value)
                .query((row, n) -> {
                    MatterRow matter = new MatterRow(
                            new MatterId(row.getObject("id", UUID.class)),
                            row.getString("code_name"),
                            CompanyForm.valueOf(row.getString("form")),
                            MandateForm.valueOf(row.getString("mandate")),
                            MatterStage.valueOf(row.getString("stage")),
                            new PersonId(row.getObject("opened_by", UUID.class)),
                            row.getTimestamp("opened_at").toInstant(),
                            Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
                            row.getLong("version"));
                    return genuine(matter.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), matter);
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void save(PartyRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.parties (matter_id, subject_id, side, standing, since, version, leaf, mac)
                        values (:matter, :subject, :side, :standing, :since, :version, :leaf, :mac)
                        on conflict (matter_id, subject_id) do update
                           set standing = excluded.standing, since = excluded.since, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where matters.parties.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("subject", row.subject().value())
                .param("side", row.side().name())
                .param("standing", row.standing().name())
                .param("since", Timestamp.from(row.since()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    List<PartyRow> parties(MatterId matter) {
        return jdbc
                .sql("select * from matters.parties where matter_id = :matter order by since")
                .param("matter", matter.value())
                .query((row, n) -> {
                    PartyRow party = new PartyRow(
                            matter,
                            new SubjectId(row.getObject("subject_id", UUID.class)),
                            Side.valueOf(row.getString("side")),
                            Standing.valueOf(row.getString("standing")),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return genuine(party.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), party);
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void save(TeamRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.team (matter_id, person_id, part, since, version, leaf, mac)
                        values (:matter, :person, :part, :since, :version, :leaf, :mac)
                        on conflict (matter_id, person_id) do update
                           set part = excluded.part, since = excluded.since, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where matters.team.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("person", row.person().value())
                .param("part", row.part())
                .param("since", Timestamp.from(row.since()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    List<TeamRow> team(MatterId matter) {
        return jdbc
                .sql("select * from matters.team where matter_id = :matter order by since")
                .param("matter", matter.value())
                .query((row, n) -> {
                    TeamRow member = new TeamRow(
                            matter,
                            new PersonId(row.getObject("person_id", UUID.class)),
                            row.getString("part"),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return genuine(member.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), member);
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void save(EngagementRow row, Digest leaf) {
        jdbc.sql("""
                        insert into matters.engagements (matter_id, partner_id, active, since, version, leaf, mac)
                        values (:matter, :partner, :active, :since, :version, :leaf, :mac)
                        on conflict (matter_id, partner_id) do update
                           set active = excluded.active, since = excluded.since, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where matters.engagements.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("partner", row.partner().value())
                .param("active", row.active())
                .param("since", Timestamp.from(row.since()))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    List<EngagementRow> engagements(MatterId matter) {
        return jdbc
                .sql("select * from matters.engagements where matter_id = :matter order by since")
                .param("matter", matter.value())
                .query((row, n) -> {
                    EngagementRow engaged = new EngagementRow(
                            matter,
                            new PartnerId(row.getObject("partner_id", UUID.class)),
                            row.getBoolean("active"),
                            row.getTimestamp("since").toInstant(),
                            row.getLong("version"));
                    return genuine(engaged.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), engaged);
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// One line of the checklist.
    record StepRow(LegalStep step, Optional<LocalDate> due, Optional<LocalDate> done, Optional<DocumentId> document) {}

    void addSteps(MatterId matter, Collection<LegalStep> steps) {
        for (LegalStep step : steps) {
            jdbc.sql("insert into matters.steps (matter_id, step) values (:matter, :step)")
                    .param("matter", matter.value())
                    .param("step", step.name())
                    .update();
        }
    }

    boolean doStep(MatterId matter, LegalStep step, LocalDate on, PersonId by, Optional<DocumentId> document) {
        return jdbc.sql("""
                                update matters.steps set done_on = :on, done_by = :by, document_id = :document
                                 where matter_id = :matter and step = :step and done_on is null
                                """)
                        .param("on", on)
                        .param("by", by.value())
                        .param("document", document.map(DocumentId::value).orElse(null))
                        .param("matter", matter.value())
                        .param("step", step.name())
                        .update()
                == 1;
    }

    boolean dueStep(MatterId matter, LegalStep step, LocalDate due) {
        return jdbc.sql("""
                                update matters.steps set due_on = :due
                                 where matter_id = :matter and step = :step and done_on is null
                                """)
                        .param("due", due)
                        .param("matter", matter.value())
                        .param("step", step.name())
                        .update()
                == 1;
    }

    List<StepRow> steps(MatterId matter) {
        return jdbc
                .sql("select step, due_on, done_on, document_id from matters.steps where matter_id = :matter")
                .param("matter", matter.value())
                .query((row, n) -> new StepRow(
                        LegalStep.valueOf(row.getString("step")),
                        Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("done_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("document_id", UUID.class))
                                .map(DocumentId::new)))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(StepRow::step))
                .toList();
    }

    void tell(MatterId matter, SubjectId subject, Instant at) {
        jdbc.sql("insert into matters.told_of_both (matter_id, subject_id, told_at) values (:matter, :subject, :at)"
                        + " on conflict do nothing")
                .param("matter", matter.value())
                .param("subject", subject.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean told(MatterId matter, SubjectId subject) {
        return jdbc.sql(
                        "select exists (select 1 from matters.told_of_both where matter_id = :matter and subject_id = :subject)")
                .param("matter", matter.value())
                .param("subject", subject.value())
                .query(Boolean.class)
                .single();
    }

    void askDestruction(MatterId matter, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into matters.destruction_requests (matter_id, asked_by, asked_at)
                        values (:matter, :by, :at)
                        on conflict (matter_id) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at
                        """)
                .param("matter", matter.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    Optional<PersonId> destructionAskedBy(MatterId matter) {
        return jdbc.sql("select asked_by from matters.destruction_requests where matter_id = :matter")
                .param("matter", matter.value())
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    /// Closed matters whose destruction was asked for and not yet approved.
    List<MatterRow> destructionsAskedFor() {
        return matters(
                "select " + MATTER_COLUMNS + " from matters.matters m join matters.destruction_requests r"
                        + " on r.matter_id = m.id where m.id <> :id order by m.opened_at desc limit 50",
                "id",
                new UUID(0, 0));
    }

    void destructionAnswered(MatterId matter) {
        jdbc.sql("delete from matters.destruction_requests where matter_id = :matter")
                .param("matter", matter.value())
                .update();
    }

    /// A destroyed group of a matter.
    record DestructionRow(RetentionGroup group, Instant closedAt, PersonId askedBy, PersonId approvedBy) {}

    void addDestruction(MatterId matter, DestructionRow row) {
        jdbc.sql("""
                        insert into matters.destructions (matter_id, retention_group, closed_at, asked_by, approved_by)
                        values (:matter, :group, :at, :asked, :approved)
                        """)
                .param("matter", matter.value())
                .param("group", row.group().name())
                .param("at", Timestamp.from(row.closedAt()))
                .param("asked", row.askedBy().value())
                .param("approved", row.approvedBy().value())
                .update();
    }

    List<DestructionRow> destructions(MatterId matter) {
        return jdbc.sql("select * from matters.destructions where matter_id = :matter order by closed_at")
                .param("matter", matter.value())
                .query((row, n) -> new DestructionRow(
                        RetentionGroup.valueOf(row.getString("retention_group")),
                        row.getTimestamp("closed_at").toInstant(),
                        new PersonId(row.getObject("asked_by", UUID.class)),
                        new PersonId(row.getObject("approved_by", UUID.class))))
                .list();
    }

    /// Rows of the gate that are not what was written, among the newest five hundred matters; for the control.
    long countNotGenuine() {
        long all = jdbc.sql("select count(*) from (select 1 from matters.matters order by opened_at desc limit 200) m")
                .query(Long.class)
                .single();
        return all - all().size();
    }

    long countOpen() {
        return jdbc.sql("select count(*) from matters.matters where closed_at is null")
                .query(Long.class)
                .single();
    }

    private <T> Optional<T> genuine(GateRow row, byte[] mac, T value) {
        return gateRows.genuine(row, mac) ? Optional.of(value) : Optional.empty();
    }
}
