package io.equiveil.identity;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Accounts, each authenticated as a whole (promise P7).
@Repository
class PeopleRepository {

    private static final String COLUMNS = "id, kind, status, roles, department, partner_id, subject_id, login,"
            + " code_name, mobile_bidx, created_at, audit_from, audit_until, audit_ends, audit_matters, version, leaf, mac";

    private static final AuditScope GARBLED = new AuditScope(Instant.MIN, Instant.MAX, Instant.MIN, Set.of());

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    PeopleRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// An account as stored.
    record Stored(Person person, byte @Nullable [] mobileToken, long version, Digest leaf, byte[] mac) {

        static final String ROW = "identity.people/";

        GateRow gateRow() {
            return new GateRow(ROW + person.id(), version, leaf, content(person, mobileToken));
        }
    }

    /// Everything that the gate or a sign-in relies on, in this order; an absent value is the empty
    /// text. An auditor's scope follows at the end: the number of columns is under the MAC as well.
    private static List<String> content(Person person, byte @Nullable [] mobileToken) {
        List<String> content = new ArrayList<>(account(person, mobileToken));
        person.scope().ifPresent(scope -> {
            content.add(scope.from().toString());
            content.add(scope.until().toString());
            content.add(scope.ends().toString());
            content.add(
                    scope.matters().stream().map(MatterId::toString).sorted().collect(Collectors.joining(",")));
        });
        return List.copyOf(content);
    }

    private static List<String> account(Person person, byte @Nullable [] mobileToken) {
        return List.of(
                person.kind().name(),
                person.status().name(),
                person.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                person.department().map(Enum::name).orElse(""),
                person.partner().map(PartnerId::toString).orElse(""),
                person.file().toString(),
                person.login().orElse(""),
                person.codeName().orElse(""),
                mobileToken == null ? "" : HexFormat.of().formatHex(mobileToken),
                person.createdAt().toString());
    }

    /// Adds an account together with the entry that says so.
    Receipt add(Person person, byte @Nullable [] mobileToken, Entry entry) {
        return write(person, mobileToken, 0, entry);
    }

    /// Changes an account together with the entry that says so.
    ///
    /// @throws OptimisticLockingFailureException if somebody else changed it since it was read
    Receipt change(Stored before, Person after, byte @Nullable [] mobileToken, Entry entry) {
        return write(after, mobileToken, before.version(), entry);
    }

    private Receipt write(Person person, byte @Nullable [] mobileToken, long versionBefore, Entry entry) {
        long version = versionBefore + 1;
        String row = Stored.ROW + person.id();
        Receipt receipt = ledger.append(entry.about(row, version));
        byte[] mac = gateRows.mac(new GateRow(row, version, receipt.leafHash(), content(person, mobileToken)));
        String[] roles = person.roles().stream().map(Enum::name).sorted().toArray(String[]::new);
        int written = jdbc.sql("""
                        insert into identity.people as p (id, kind, status, roles, department, partner_id, subject_id,
                            login, code_name, mobile_bidx, created_at, audit_from, audit_until, audit_ends, audit_matters,
                            version, leaf, mac)
                        values (:id, :kind, :status, :roles, :department, :partner, :file, :login, :codeName, :mobile,
                            :createdAt, :from, :until, :ends, :matters, :version, :leaf, :mac)
                        on conflict (id) do update set kind = excluded.kind, status = excluded.status,
                            roles = excluded.roles, department = excluded.department, partner_id = excluded.partner_id,
                            login = excluded.login, code_name = excluded.code_name, mobile_bidx = excluded.mobile_bidx,
                            audit_from = excluded.audit_from, audit_until = excluded.audit_until,
                            audit_ends = excluded.audit_ends, audit_matters = excluded.audit_matters,
                            version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                        where p.version = :before
                        """)
                .param("id", person.id().value())
                .param("kind", person.kind().name())
                .param("status", person.status().name())
                .param("roles", roles)
                .param("department", person.department().map(Enum::name).orElse(null))
                .param("partner", person.partner().map(PartnerId::value).orElse(null))
                .param("file", person.file().value())
                .param("login", person.login().orElse(null))
                .param("codeName", person.codeName().orElse(null))
                .param("mobile", mobileToken)
                .param("createdAt", OffsetDateTime.ofInstant(person.createdAt(), ZoneOffset.UTC))
                .param("from", person.scope().map(scope -> at(scope.from())).orElse(null))
                .param("until", person.scope().map(scope -> at(scope.until())).orElse(null))
                .param("ends", person.scope().map(scope -> at(scope.ends())).orElse(null))
                .param("matters", person.scope().map(PeopleRepository::matters).orElse(null))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .param("before", versionBefore)
                .update();
        if (written != 1) {
            throw new OptimisticLockingFailureException("the account was changed meanwhile: " + person.id());
        }
        return receipt;
    }

    /// The account, if its row is what was written last.
    Optional<Stored> find(PersonId id) {
        return genuine(jdbc.sql("select " + COLUMNS + " from identity.people where id = :id")
                .param("id", id.value())
                .query((row, number) -> stored(row))
                .optional());
    }

    Optional<Stored> findByLogin(String login) {
        return genuine(jdbc.sql("select " + COLUMNS + " from identity.people where login = :login")
                .param("login", login)
                .query((row, number) -> stored(row))
                .optional());
    }

    Optional<Stored> findByMobile(byte[] mobileToken) {
        return genuine(jdbc.sql("select " + COLUMNS + " from identity.people where mobile_bidx = :mobile")
                .param("mobile", mobileToken)
                .query((row, number) -> stored(row))
                .optional());
    }

    Optional<Stored> findByFile(SubjectId file) {
        return genuine(jdbc.sql("select " + COLUMNS + " from identity.people where subject_id = :file")
                .param("file", file.value())
                .query((row, number) -> stored(row))
                .optional());
    }

    /// All accounts of these kinds, oldest first; rows that are not genuine are left out.
    List<Stored> all(Set<PersonKind> kinds) {
        return jdbc
                .sql("select " + COLUMNS
                        + " from identity.people where kind = any(:kinds) order by created_at, id limit 1000")
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .query((row, number) -> stored(row))
                .list()
                .stream()
                .filter(row -> gateRows.genuine(row.gateRow(), row.mac()))
                .toList();
    }

    /// Whether some row is not what was written last: somebody was here with SQL.
    List<PersonId> notGenuine() {
        return jdbc
                .sql("select " + COLUMNS + " from identity.people")
                .query((row, number) -> stored(row))
                .list()
                .stream()
                .filter(row -> !gateRows.genuine(row.gateRow(), row.mac()))
                .map(row -> row.person().id())
                .toList();
    }

    /// Who was invited and has not enrolled; clients apart.
    List<PersonId> invited() {
        return jdbc.sql("select id from identity.people where status = 'INVITED' and kind <> 'CLIENT' limit 100")
                .query((row, number) -> new PersonId(row.getObject("id", UUID.class)))
                .list();
    }

    boolean loginOrCodeNameTaken(String login, String codeName) {
        return jdbc.sql("select exists (select from identity.people where login = :login or code_name = :codeName)")
                .param("login", login)
                .param("codeName", codeName)
                .query(Boolean.class)
                .single();
    }

    /// Holds off every other change of accounts until the transaction ends: for rules about all of them.
    void lockAll() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('identity.people', 0))")
                .query((row, number) -> 0)
                .single();
    }

    private Optional<Stored> genuine(Optional<Stored> row) {
        return row.filter(stored -> gateRows.genuine(stored.gateRow(), stored.mac()));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Person person = new Person(
                new PersonId(row.getObject("id", UUID.class)),
                PersonKind.valueOf(row.getString("kind")),
                PersonStatus.valueOf(row.getString("status")),
                roles(row.getArray("roles")),
                department(row.getString("department")),
                Optional.ofNullable(row.getObject("partner_id", UUID.class)).map(PartnerId::new),
                new SubjectId(row.getObject("subject_id", UUID.class)),
                Optional.ofNullable(row.getString("login")),
                Optional.ofNullable(row.getString("code_name")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                scope(row));
        return new Stored(
                person,
                row.getBytes("mobile_bidx"),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }

    // What makes no sense was not written by us: it reads as a scope that nobody gave, so that the MAC says no.
    private static Optional<AuditScope> scope(ResultSet row) throws SQLException {
        OffsetDateTime from = row.getObject("audit_from", OffsetDateTime.class);
        OffsetDateTime until = row.getObject("audit_until", OffsetDateTime.class);
        OffsetDateTime ends = row.getObject("audit_ends", OffsetDateTime.class);
        Array matters = row.getArray("audit_matters");
        if (from == null && until == null && ends == null && matters == null) {
            return Optional.empty();
        }
        return Optional.of(
                from == null || until == null || ends == null || matters == null || !from.isBefore(until)
                        ? GARBLED
                        : new AuditScope(
                                from.toInstant(),
                                until.toInstant(),
                                ends.toInstant(),
                                Arrays.stream((UUID[]) matters.getArray())
                                        .map(MatterId::new)
                                        .collect(Collectors.toSet())));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static UUID[] matters(AuditScope scope) {
        return scope.matters().stream().map(MatterId::value).sorted().toArray(UUID[]::new);
    }

    // As with roles: a word of nobody's is no department, and the MAC says so.
    private static Optional<Department> department(@Nullable String word) {
        return Arrays.stream(Department.values())
                .filter(department -> department.name().equals(word))
                .findFirst();
    }

    private static Set<Role> roles(Array array) throws SQLException {
        List<String> known = new ArrayList<>();
        for (Role role : Role.values()) {
            known.add(role.name());
        }
        // A word that is no role was not written by us; the MAC says so, and reading must not fail before.
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) array.getArray())
                .filter(known::contains)
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }
}
