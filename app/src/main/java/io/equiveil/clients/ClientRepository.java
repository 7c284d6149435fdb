package io.equiveil.clients;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of this room, but for assignments.
@Repository
class ClientRepository {

    /// An index of blind index tokens within this room.
    enum IdentifierKind {
        DOCUMENT,
        USCC,
        MOBILE,
        LEAD_MOBILE,
        /// A company's whole name, in the one spelling of [SearchTokens].
        COMPANY_NAME,
        /// Truncated: [NameAndTail].
        NAME_AND_TAIL
    }

    private final JdbcClient jdbc;

    ClientRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ClientFile file) {
        jdbc.sql("""
                insert into clients.files (subject_id, kind, alias, state, created_at, lead_until)
                values (:subject, :kind, :alias, :state, :created, :until)
                """)
                .param("subject", file.subject().value())
                .param("kind", file.kind().name())
                .param("alias", file.alias())
                .param("state", file.state().name())
                .param("created", Timestamp.from(file.createdAt()))
                .param("until", Timestamp.from(file.leadUntil()))
                .update();
    }

    Optional<ClientFile> find(SubjectId subject) {
        return files("where f.subject_id = :subject", Map.of("subject", subject.value())).stream()
                .findFirst();
    }

    /// Holds off everybody else who would change this file until the transaction ends.
    boolean lock(SubjectId subject) {
        return !jdbc.sql("select 1 from clients.files where subject_id = :subject for update")
                .param("subject", subject.value())
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    List<ClientFile> findAll(Collection<SubjectId> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : files(
                        "where f.subject_id in (:subjects)",
                        Map.of(
                                "subjects",
                                subjects.stream().map(SubjectId::value).toList()));
    }

    /// All files, newest first, from before a moment.
    List<ClientFile> page(Instant before, int limit) {
        return files(
                "where f.created_at < :before order by f.created_at desc, f.subject_id limit " + limit,
                Map.of("before", Timestamp.from(before)));
    }

    /// Files that are no first contacts, in the order of their numbers.
    List<ClientFile> beyondFirstContact(Optional<SubjectId> after, int limit) {
        return files(
                "where f.state <> 'LEAD' and f.subject_id > :after order by f.subject_id limit " + limit,
                Map.of("after", after.map(SubjectId::value).orElse(new UUID(0, 0))));
    }

    /// Whether compliance has yet to say whether this file and another are about the same one.
    boolean isPerhapsAnother(SubjectId subject) {
        return jdbc.sql("""
                        select exists (select 1 from clients.duplicates
                        where state = 'OPEN' and (first_id = :subject or second_id = :subject))
                        """)
                .param("subject", subject.value())
                .query(Boolean.class)
                .single();
    }

    /// Files of first contacts and clients, newest first.
    List<ClientFile> living(int limit) {
        return files(
                "where f.state in ('LEAD', 'CLIENT') order by f.created_at desc, f.subject_id limit " + limit,
                Map.of());
    }

    /// All files, newest first, of those that one person is in charge of; whether the rows say so rightly is asked
    /// elsewhere.
    List<ClientFile> pageOf(PersonId person, Instant before, int limit) {
        return files("""
                where f.created_at < :before and exists (select 1 from clients.assignments a
                    where a.subject_id = f.subject_id and a.person_id = :person and a.state = 'ACTIVE')
                order by f.created_at desc, f.subject_id limit """ + " " + limit, Map.of("before", Timestamp.from(before), "person", person.value()));
    }

    /// Files whose code name begins so, newest first.
    ///
    /// @param inCharge only those of one person; whether the rows say so rightly is asked elsewhere
    List<ClientFile> aliasBegins(String alias, int limit, Optional<PersonId> inCharge) {
        Map<String, Object> parameters = new HashMap<>(Map.of("alias", alias + "%"));
        inCharge.ifPresent(person -> parameters.put("person", person.value()));
        return files(
                "where f.alias like :alias"
                        + (inCharge.isEmpty()
                                ? ""
                                : " and exists (select 1 from clients.assignments a where a.subject_id = f.subject_id"
                                        + " and a.person_id = :person and a.state = 'ACTIVE')")
                        + " order by f.created_at desc, f.subject_id limit " + limit,
                parameters);
    }

    /// First contacts of one person that are erased before a moment, the next ones first.
    List<ClientFile> leadsOf(PersonId person, Instant before, int limit) {
        return files("""
                where f.state = 'LEAD' and f.lead_until < :before and exists (select 1 from clients.assignments a
                    where a.subject_id = f.subject_id and a.person_id = :person and a.state = 'ACTIVE')
                order by f.lead_until, f.subject_id limit """ + " " + limit, Map.of("before", Timestamp.from(before), "person", person.value()));
    }

    /// Files with one of these numbers, and which of them.
    Map<SubjectId, Set<ByteBuffer>> withMobiles(Collection<byte[]> tokens) {
        Map<SubjectId, Set<ByteBuffer>> found = new HashMap<>();
        if (!tokens.isEmpty()) {
            jdbc.sql("""
                    select subject_id, identifier_bidx from clients.identifiers
                    where identifier_bidx in (:tokens) and kind in ('MOBILE', 'LEAD_MOBILE')
                    """)
                    .param("tokens", tokens)
                    .query((row, number) -> found.computeIfAbsent(
                                    new SubjectId(row.getObject(1, UUID.class)), _ -> new HashSet<>())
                            .add(ByteBuffer.wrap(row.getBytes(2))))
                    .list();
        }
        return found;
    }

    /// Files with this token under one of these kinds.
    Set<SubjectId> withToken(Set<IdentifierKind> kinds, byte[] token) {
        return new HashSet<>(jdbc.sql(
                        "select subject_id from clients.identifiers where identifier_bidx = :token and kind in (:kinds)")
                .param("token", token)
                .param("kinds", kinds.stream().map(Enum::name).toList())
                .query((row, n) -> new SubjectId(row.getObject(1, UUID.class)))
                .list());
    }

    /// Files with this truncated token of which somebody is in charge, newest first.
    List<ClientFile> ownWithToken(PersonId person, IdentifierKind kind, byte[] token, int limit) {
        return files("""
                where exists (select 1 from clients.identifiers i where i.subject_id = f.subject_id
                    and i.identifier_bidx = :token and i.kind = :kind)
                and exists (select 1 from clients.assignments a
                    where a.subject_id = f.subject_id and a.person_id = :person and a.state = 'ACTIVE')
                order by f.created_at desc, f.subject_id limit """ + " " + limit, Map.of("token", token, "kind", kind.name(), "person", person.value()));
    }

    /// Files whose first contact's values are due to be erased.
    List<ClientFile> leadsDue(Instant now, int limit) {
        return files(
                "where f.lead_gone is null and f.lead_until <= :now order by f.lead_until limit " + limit,
                Map.of("now", Timestamp.from(now)));
    }

    /// Leads whose erasure is overdue by more than a grace.
    long leadsOverdue(Instant since) {
        return jdbc.sql("select count(*) from clients.files where lead_gone is null and lead_until < :since")
                .param("since", Timestamp.from(since))
                .query(Long.class)
                .single();
    }

    long count() {
        return jdbc.sql("select count(*) from clients.files").query(Long.class).single();
    }

    boolean aliasTaken(String alias) {
        return jdbc.sql("select count(*) from clients.files where alias = :alias")
                        .param("alias", alias)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void state(SubjectId subject, ClientState state) {
        jdbc.sql("update clients.files set state = :state where subject_id = :subject")
                .param("state", state.name())
                .param("subject", subject.value())
                .update();
    }

    void kind(SubjectId subject, ClientKind kind) {
        jdbc.sql("update clients.files set kind = :kind where subject_id = :subject")
                .param("kind", kind.name())
                .param("subject", subject.value())
                .update();
    }

    void leadGone(SubjectId subject, Instant at) {
        jdbc.sql("update clients.files set lead_gone = :at where subject_id = :subject")
                .param("at", Timestamp.from(at))
                .param("subject", subject.value())
                .update();
    }

    void leadUntil(SubjectId subject, Instant until) {
        jdbc.sql("update clients.files set lead_until = :until where subject_id = :subject")
                .param("until", Timestamp.from(until))
                .param("subject", subject.value())
                .update();
    }

    void given(SubjectId subject, FactSection section, Set<IdentifierWarning> warnings, PersonId by, Instant at) {
        jdbc.sql("""
                insert into clients.given (subject_id, section, warnings, given_by, given_at)
                values (:subject, :section, :warnings, :by, :at)
                on conflict (subject_id, section) do update
                set warnings = excluded.warnings, given_by = excluded.given_by, given_at = excluded.given_at
                """)
                .param("subject", subject.value())
                .param("section", section.name())
                .param("warnings", warnings.stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void takenBack(SubjectId subject, FactSection section) {
        jdbc.sql("delete from clients.given where subject_id = :subject and section = :section")
                .param("subject", subject.value())
                .param("section", section.name())
                .update();
    }

    /// When each section was given, and what was to be confirmed about it.
    Map<FactSection, GivenSection> given(SubjectId subject) {
        Map<FactSection, GivenSection> given = new HashMap<>();
        jdbc.sql("select * from clients.given where subject_id = :subject")
                .param("subject", subject.value())
                .query((row, number) -> new GivenSection(
                        FactSection.valueOf(row.getString("section")),
                        warnings(row.getString("warnings")),
                        new PersonId(row.getObject("given_by", UUID.class)),
                        row.getTimestamp("given_at").toInstant()))
                .list()
                .forEach(section -> given.put(section.section(), section));
        return given;
    }

    void index(SubjectId subject, IdentifierKind kind, byte[] token) {
        jdbc.sql("""
                insert into clients.identifiers (subject_id, kind, identifier_bidx) values (:subject, :kind, :token)
                on conflict (subject_id, kind) do update set identifier_bidx = excluded.identifier_bidx
                """)
                .param("subject", subject.value())
                .param("kind", kind.name())
                .param("token", token)
                .update();
    }

    void forgetIdentifiers(SubjectId subject) {
        jdbc.sql("delete from clients.identifiers where subject_id = :subject")
                .param("subject", subject.value())
                .update();
    }

    /// All but the numbers of an identity document or a licence, as long as these themselves are kept.
    void forgetAllButIdentity(SubjectId subject) {
        jdbc.sql("delete from clients.identifiers where subject_id = :subject and kind not in ('DOCUMENT', 'USCC')")
                .param("subject", subject.value())
                .update();
    }

    void forgetIdentifier(SubjectId subject, IdentifierKind kind) {
        jdbc.sql("delete from clients.identifiers where subject_id = :subject and kind = :kind")
                .param("subject", subject.value())
                .param("kind", kind.name())
                .update();
    }

    /// Other files with the same token under one of these kinds.
    List<SubjectId> others(SubjectId subject, Set<IdentifierKind> kinds, byte[] token) {
        return jdbc.sql("""
                select distinct subject_id from clients.identifiers
                where identifier_bidx = :token and kind in (:kinds) and subject_id <> :subject
                """)
                .param("token", token)
                .param("kinds", kinds.stream().map(Enum::name).toList())
                .param("subject", subject.value())
                .query((row, n) -> new SubjectId(row.getObject(1, UUID.class)))
                .list();
    }

    /// False if this pair was noted before.
    boolean duplicate(Duplicate duplicate) {
        return jdbc.sql("""
                insert into clients.duplicates (id, first_id, second_id, kind, state, found_at)
                values (:id, :first, :second, :kind, 'OPEN', :at) on conflict do nothing
                """)
                        .param("id", duplicate.id().value())
                        .param("first", duplicate.first().value())
                        .param("second", duplicate.second().value())
                        .param("kind", duplicate.by().name())
                        .param("at", Timestamp.from(duplicate.foundAt()))
                        .update()
                == 1;
    }

    List<Duplicate> openDuplicates() {
        return jdbc.sql("select * from clients.duplicates where state = 'OPEN' order by found_at, id limit 200")
                .query((row, number) -> duplicate(row))
                .list();
    }

    Optional<Duplicate> duplicate(DuplicateId id) {
        return jdbc.sql("select * from clients.duplicates where id = :id")
                .param("id", id.value())
                .query((row, number) -> duplicate(row))
                .optional();
    }

    boolean decide(DuplicateId id, Duplicate.State state, PersonId by, Instant at) {
        return jdbc.sql("""
                update clients.duplicates set state = :state, decided_by = :by, decided_at = :at
                where id = :id and state = 'OPEN'
                """)
                        .param("state", state.name())
                        .param("by", by.value())
                        .param("at", Timestamp.from(at))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private List<ClientFile> files(String rest, Map<String, ?> parameters) {
        return jdbc.sql("""
                select f.*, coalesce((select string_agg(g.section, ' ') from clients.given g
                    where g.subject_id = f.subject_id), '') as sections
                from clients.files f
                """ + rest)
                .params(parameters)
                .query((row, number) -> file(row))
                .list();
    }

    private static ClientFile file(ResultSet row) throws SQLException {
        return new ClientFile(
                new SubjectId(row.getObject("subject_id", UUID.class)),
                ClientKind.valueOf(row.getString("kind")),
                row.getString("alias"),
                ClientState.valueOf(row.getString("state")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("lead_until").toInstant(),
                Optional.ofNullable(row.getTimestamp("lead_gone")).map(Timestamp::toInstant),
                Arrays.stream(row.getString("sections").split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(FactSection::valueOf)
                        .collect(Collectors.toSet()));
    }

    private static Duplicate duplicate(ResultSet row) throws SQLException {
        return new Duplicate(
                new DuplicateId(row.getObject("id", UUID.class)),
                new SubjectId(row.getObject("first_id", UUID.class)),
                new SubjectId(row.getObject("second_id", UUID.class)),
                Duplicate.By.valueOf(row.getString("kind")),
                Duplicate.State.valueOf(row.getString("state")),
                row.getTimestamp("found_at").toInstant());
    }

    private static Set<IdentifierWarning> warnings(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(IdentifierWarning::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
