package io.equiveil.access;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RuleId;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// Rows of schema `access`, each with its MAC, and nothing believed without it.
///
/// Reads the database at every call. The only thing kept between calls is what a policy's text means, which is a
/// function of the text alone.
@Repository
class PolicyStore implements StandingPolicy {

    /// The name under which the ledger knows the policy in force.
    static final String POLICY_ROW = "access.policies/current";

    /// How long a clause may be watched before it counts.
    static final Duration OBSERVATION = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;
    private final Clock clock;

    private volatile @Nullable Compiled latest;

    PolicyStore(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Ledger ledger,
            GateRows gateRows,
            Secrets secrets,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Compiled(String text, Policy policy) {}

    private record PolicyRow(
            long version,
            String document,
            @Nullable UUID proposedBy,
            @Nullable UUID approvedBy,
            Instant at,
            byte[] leaf,
            byte[] mac) {

        GateRow gateRow() {
            return policyRow(version, Digest.of(leaf), document, proposedBy, approvedBy, at);
        }
    }

    @Override
    public Optional<Adopted> current() {
        return jdbc.sql("select version, document, proposed_by, approved_by, adopted_at, leaf, mac"
                        + " from access.policies where version = :version")
                .param("version", latestVersion(POLICY_ROW))
                .query((row, _) -> new PolicyRow(
                        row.getLong("version"),
                        row.getString("document"),
                        row.getObject("proposed_by", UUID.class),
                        row.getObject("approved_by", UUID.class),
                        instant(row.getObject("adopted_at", OffsetDateTime.class)),
                        row.getBytes("leaf"),
                        row.getBytes("mac")))
                .optional()
                .filter(row -> gateRows.genuine(row.gateRow(), row.mac()))
                .flatMap(row -> compile(row.document())
                        .map(policy -> new Adopted(
                                row.version(),
                                policy,
                                row.document(),
                                person(row.proposedBy()),
                                person(row.approvedBy()),
                                row.at())));
    }

    private Optional<Policy> compile(String text) {
        Compiled known = latest;
        if (known != null && known.text().equals(text)) {
            return Optional.of(known.policy());
        }
        return switch (Policy.read(text)) {
            case Policy.Read.Sound(var policy) -> {
                latest = new Compiled(text, policy);
                yield Optional.of(policy);
            }
            case Policy.Read.Faulty _ -> Optional.empty();
        };
    }

    @Override
    public List<ClauseStanding> standings() {
        Map<Clause, ClauseStanding> known = jdbc
                .sql("select clause, state, until_at, decided_by, seconded_by, decided_at, reason_sealed, version,"
                        + " leaf, mac from access.clause_states")
                .query((row, _) -> {
                    Clause clause = Clause.valueOf(row.getString("clause"));
                    ClauseState state = ClauseState.valueOf(row.getString("state"));
                    Optional<Instant> until = Optional.ofNullable(row.getObject("until_at", OffsetDateTime.class))
                            .map(PolicyStore::instant);
                    UUID decidedBy = row.getObject("decided_by", UUID.class);
                    UUID secondedBy = row.getObject("seconded_by", UUID.class);
                    Instant at = instant(row.getObject("decided_at", OffsetDateTime.class));
                    byte[] reason = row.getBytes("reason_sealed");
                    GateRow gateRow = clauseRow(
                            clause,
                            row.getLong("version"),
                            Digest.of(row.getBytes("leaf")),
                            state,
                            until,
                            decidedBy,
                            secondedBy,
                            at,
                            reason);
                    return gateRows.genuine(gateRow, row.getBytes("mac"))
                            ? new ClauseStanding(
                                    clause,
                                    state,
                                    until,
                                    person(decidedBy),
                                    person(secondedBy),
                                    Optional.of(at),
                                    openReason(reasonPlace(clause), reason),
                                    true)
                            : ClauseStanding.notGenuine(clause);
                })
                .list()
                .stream()
                .collect(Collectors.toMap(ClauseStanding::clause, standing -> standing));
        return Arrays.stream(Clause.values())
                .map(clause -> clause.canBeRelaxed()
                        ? known.getOrDefault(clause, ClauseStanding.notGenuine(clause))
                        : ClauseStanding.fixed(clause))
                .toList();
    }

    /// How a text differs from the policy in force, rule by rule.
    Proposal.Change.OfRules difference(String document) {
        Map<RuleId, PolicyRule> before =
                byName(current().map(Adopted::policy).map(Policy::rules).orElse(List.of()));
        Map<RuleId, PolicyRule> after = switch (Policy.read(document)) {
            case Policy.Read.Sound(var policy) -> byName(policy.rules());
            case Policy.Read.Faulty _ -> Map.of();
        };
        return new Proposal.Change.OfRules(
                document,
                names(after, rule -> !before.containsKey(rule.id())),
                names(after, rule -> before.containsKey(rule.id()) && !rule.equals(before.get(rule.id()))),
                names(before, rule -> !after.containsKey(rule.id())));
    }

    private static Map<RuleId, PolicyRule> byName(List<PolicyRule> rules) {
        return rules.stream()
                .collect(Collectors.toMap(PolicyRule::id, rule -> rule, (one, _) -> one, LinkedHashMap::new));
    }

    private static List<String> names(Map<RuleId, PolicyRule> rules, Predicate<PolicyRule> wanted) {
        return rules.values().stream()
                .filter(wanted)
                .map(rule -> rule.id().value())
                .toList();
    }

    /// Puts a policy into force, in the caller's transaction.
    void adopt(Requester who, String document, Optional<PersonId> proposedBy, Optional<PersonId> approvedBy) {
        long version = latestVersion(POLICY_ROW) + 1;
        Instant now = clock.instant();
        Entry entry = Entry.of(
                        who,
                        new PolicyFacts.PolicyAdopted(version, PolicyText.digest(document), proposedBy, approvedBy))
                .raising(Scope.FIRM)
                .about(POLICY_ROW, version);
        Receipt receipt = ledger.append(entry);
        @Nullable UUID proposer = id(proposedBy);
        @Nullable UUID approver = id(approvedBy);
        byte[] mac = gateRows.mac(policyRow(version, receipt.leafHash(), document, proposer, approver, now));
        jdbc.sql("insert into access.policies (version, document, proposed_by, approved_by, adopted_at, leaf, mac)"
                        + " values (:version, :document, :proposedBy, :approvedBy, :at, :leaf, :mac)"
                        // A row that stands there already was put there by somebody else than us.
                        + " on conflict (version) do update set document = excluded.document,"
                        + " proposed_by = excluded.proposed_by, approved_by = excluded.approved_by,"
                        + " adopted_at = excluded.adopted_at, leaf = excluded.leaf, mac = excluded.mac")
                .param("version", version)
                .param("document", document)
                .param("proposedBy", proposer)
                .param("approvedBy", approver)
                .param("at", utc(now))
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    /// Sets how a clause stands, in the caller's transaction.
    ///
    /// @throws IllegalArgumentException if the clause cannot be relaxed
    void set(
            Requester who,
            Clause clause,
            ClauseState state,
            Optional<Instant> until,
            String reason,
            Optional<PersonId> proposedBy,
            Optional<PersonId> approvedBy) {
        if (!clause.canBeRelaxed()) {
            throw new IllegalArgumentException(clause + " is always in force");
        }
        String name = clauseRowName(clause);
        long version = latestVersion(name) + 1;
        Instant now = clock.instant();
        byte[] reasonSealed = secrets.sealInternal(reasonPlace(clause), reason.getBytes(StandardCharsets.UTF_8));
        Entry entry = Entry.of(who, new PolicyFacts.ClauseStateSet(clause, state, until, proposedBy, approvedBy))
                .raising(Scope.FIRM)
                .about(name, version);
        Receipt receipt = ledger.append(entry);
        @Nullable UUID proposer = id(proposedBy);
        @Nullable UUID approver = id(approvedBy);
        byte[] mac = gateRows.mac(
                clauseRow(clause, version, receipt.leafHash(), state, until, proposer, approver, now, reasonSealed));
        jdbc.sql("insert into access.clause_states (clause, state, until_at, decided_by, seconded_by, decided_at,"
                        + " reason_sealed, version, leaf, mac) values (:clause, :state, :until, :decidedBy,"
                        + " :secondedBy, :at, :reason, :version, :leaf, :mac)"
                        + " on conflict (clause) do update set state = excluded.state, until_at = excluded.until_at,"
                        + " decided_by = excluded.decided_by, seconded_by = excluded.seconded_by,"
                        + " decided_at = excluded.decided_at, reason_sealed = excluded.reason_sealed,"
                        + " version = excluded.version, leaf = excluded.leaf, mac = excluded.mac")
                .param("clause", clause.name())
                .param("state", state.name())
                .param("until", until.map(PolicyStore::utc).orElse(null))
                .param("decidedBy", proposer)
                .param("secondedBy", approver)
                .param("at", utc(now))
                .param("reason", reasonSealed)
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    /// At every start: a firm that never changed its policy follows the one that came with the product, and
    /// the ledger says so. At the very first start also 观察 for the four clauses that a small firm grows
    /// into. A policy that people adopted, or that was deleted or tampered with, is not quietly replaced.
    void installShipped() {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(7100433081)")
                    .query((_, _) -> 0)
                    .single();
            Requester machine = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);
            if (ledger.knows(POLICY_ROW)) {
                current()
                        .filter(adopted -> adopted.proposedBy().isEmpty())
                        .filter(adopted -> !adopted.document().equals(PolicyText.shipped()))
                        .ifPresent(_ -> adopt(machine, PolicyText.shipped(), Optional.empty(), Optional.empty()));
                return;
            }
            Instant end = clock.instant().plus(OBSERVATION);
            adopt(machine, PolicyText.shipped(), Optional.empty(), Optional.empty());
            for (Clause clause : Clause.values()) {
                if (clause.canBeRelaxed()) {
                    set(
                            machine,
                            clause,
                            ClauseState.OBSERVED,
                            Optional.of(end),
                            "",
                            Optional.empty(),
                            Optional.empty());
                }
            }
        });
    }

    private long latestVersion(String row) {
        return ledger.latestAbout(row).map(Ledger.RowVersion::version).orElse(0L);
    }

    private String openReason(String place, byte[] sealed) {
        return secrets.openInternal(place, sealed)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static String reasonPlace(Clause clause) {
        return "access.clause_states.reason/" + clause;
    }

    private static String clauseRowName(Clause clause) {
        return "access.clause_states/" + clause;
    }

    private static GateRow policyRow(
            long version,
            Digest leaf,
            String document,
            @Nullable UUID proposedBy,
            @Nullable UUID approvedBy,
            Instant at) {
        return new GateRow(
                POLICY_ROW, version, leaf, List.of(document, text(proposedBy), text(approvedBy), at.toString()));
    }

    private static GateRow clauseRow(
            Clause clause,
            long version,
            Digest leaf,
            ClauseState state,
            Optional<Instant> until,
            @Nullable UUID decidedBy,
            @Nullable UUID secondedBy,
            Instant at,
            byte[] reason) {
        return new GateRow(
                clauseRowName(clause),
                version,
                leaf,
                List.of(
                        clause.name(),
                        state.name(),
                        until.map(Instant::toString).orElse(""),
                        text(decidedBy),
                        text(secondedBy),
                        at.toString(),
                        HexFormat.of().formatHex(reason)));
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static @Nullable UUID id(Optional<PersonId> person) {
        return person.map(PersonId::value).orElse(null);
    }

    private static Optional<PersonId> person(@Nullable UUID id) {
        return id == null ? Optional.empty() : Optional.of(new PersonId(id));
    }

    static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
