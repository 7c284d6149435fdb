package io.equiveil.access;

import io.equiveil.access.Proposal.Change;
import io.equiveil.access.Proposal.Status;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Changes of policy that wait for a second person. Gate rows too: otherwise one person with SQL would need no second.
@Repository
class ProposalStore {

    private static final String COLUMNS = "id, clause, state, until_at, document, reason_sealed, proposed_by,"
            + " proposed_at, status, decided_by, decided_at, version, leaf, mac";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;
    private final PolicyStore policies;
    private final Clock clock;

    ProposalStore(
            JdbcClient jdbc, Ledger ledger, GateRows gateRows, Secrets secrets, PolicyStore policies, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
        this.policies = policies;
        this.clock = clock;
    }

    /// A proposal as it stands in the table.
    record Stored(Proposal proposal, long version, Row row, boolean genuine) {}

    /// The columns.
    record Row(
            UUID id,
            @Nullable String clause,
            @Nullable String state,
            @Nullable Instant until,
            @Nullable String document,
            byte[] reason,
            UUID proposedBy,
            Instant proposedAt,
            String status,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt) {

        GateRow gateRow(long version, Digest leaf) {
            return new GateRow(
                    name(id),
                    version,
                    leaf,
                    List.of(
                            text(clause),
                            text(state),
                            text(until),
                            text(document),
                            HexFormat.of().formatHex(reason),
                            proposedBy.toString(),
                            proposedAt.toString(),
                            status,
                            text(decidedBy),
                            text(decidedAt)));
        }

        Row decided(Status by, UUID person, Instant at) {
            return new Row(id, clause, state, until, document, reason, proposedBy, proposedAt, by.name(), person, at);
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    void add(ProposalId id, Requester.SignedIn who, Change change, String reason) {
        byte[] sealed = secrets.sealInternal(place(id.value()), reason.getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        Row row = switch (change) {
            case Change.OfClause(var clause, var state, var until) ->
                new Row(
                        id.value(),
                        clause.name(),
                        state.name(),
                        until.orElse(null),
                        null,
                        sealed,
                        who.person().value(),
                        now,
                        Status.OPEN.name(),
                        null,
                        null);
            case Change.OfRules rules ->
                new Row(
                        id.value(),
                        null,
                        null,
                        null,
                        rules.document(),
                        sealed,
                        who.person().value(),
                        now,
                        Status.OPEN.name(),
                        null,
                        null);
        };
        Recorded fact = switch (change) {
            case Change.OfClause(var clause, var state, var until) ->
                new PolicyFacts.ClauseStateProposed(id, who.person(), clause, state, until);
            case Change.OfRules rules ->
                new PolicyFacts.RulesProposed(id, who.person(), PolicyText.digest(rules.document()));
        };
        Receipt receipt = ledger.append(Entry.of(who, fact).about(name(id.value()), 1));
        write(row, 1, receipt.leafHash());
    }

    /// A proposal, locked until the transaction ends.
    Optional<Stored> lock(ProposalId id) {
        return jdbc.sql("select " + COLUMNS + " from access.proposals where id = :id for update")
                .param("id", id.value())
                .query((row, _) -> stored(row))
                .optional();
    }

    /// Proposals that wait and are what was written, oldest first; at most a hundred.
    List<Proposal> open() {
        return jdbc
                .sql("select " + COLUMNS
                        + " from access.proposals where status = 'OPEN' order by proposed_at, id limit 100")
                .query((row, _) -> stored(row))
                .list()
                .stream()
                .filter(Stored::genuine)
                .map(Stored::proposal)
                .toList();
    }

    void decide(Stored stored, Requester.SignedIn who, boolean agreed) {
        ProposalId id = stored.proposal().id();
        Recorded fact = agreed
                ? new PolicyFacts.ProposalApproved(id, who.person())
                : new PolicyFacts.ProposalRejected(id, who.person());
        long version = stored.version() + 1;
        Receipt receipt = ledger.append(Entry.of(who, fact).about(name(id.value()), version));
        Row decided = stored.row()
                .decided(
                        agreed ? Status.APPROVED : Status.REJECTED, who.person().value(), clock.instant());
        write(decided, version, receipt.leafHash());
    }

    private void write(Row row, long version, Digest leaf) {
        byte[] mac = gateRows.mac(row.gateRow(version, leaf));
        jdbc.sql("insert into access.proposals (" + COLUMNS + ") values (:id, :clause, :state, :until, :document,"
                        + " :reason, :proposedBy, :proposedAt, :status, :decidedBy, :decidedAt, :version, :leaf, :mac)"
                        + " on conflict (id) do update set status = excluded.status, decided_by = excluded.decided_by,"
                        + " decided_at = excluded.decided_at, version = excluded.version, leaf = excluded.leaf,"
                        + " mac = excluded.mac")
                .param("id", row.id())
                .param("clause", row.clause())
                .param("state", row.state())
                .param("until", utc(row.until()))
                .param("document", row.document())
                .param("reason", row.reason())
                .param("proposedBy", row.proposedBy())
                .param("proposedAt", utc(row.proposedAt()))
                .param("status", row.status())
                .param("decidedBy", row.decidedBy())
                .param("decidedAt", utc(row.decidedAt()))
                .param("version", version)
                .param("leaf", leaf.bytes())
                .param("mac", mac)
                .update();
    }

    private Stored stored(ResultSet columns) throws SQLException {
        Row row = new Row(
                columns.getObject("id", UUID.class),
                columns.getString("clause"),
                columns.getString("state"),
                instant(columns.getObject("until_at", OffsetDateTime.class)),
                columns.getString("document"),
                columns.getBytes("reason_sealed"),
                columns.getObject("proposed_by", UUID.class),
                columns.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                columns.getString("status"),
                columns.getObject("decided_by", UUID.class),
                instant(columns.getObject("decided_at", OffsetDateTime.class)));
        long version = columns.getLong("version");
        boolean genuine =
                gateRows.genuine(row.gateRow(version, Digest.of(columns.getBytes("leaf"))), columns.getBytes("mac"));
        return new Stored(proposal(row), version, row, genuine);
    }

    private Proposal proposal(Row row) {
        @Nullable String clause = row.clause();
        @Nullable String state = row.state();
        Change change = clause == null || state == null
                ? policies.difference(row.document() == null ? "" : row.document())
                : new Change.OfClause(
                        Clause.valueOf(clause), ClauseState.valueOf(state), Optional.ofNullable(row.until()));
        return new Proposal(
                new ProposalId(row.id()),
                change,
                secrets.openInternal(place(row.id()), row.reason())
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(""),
                new PersonId(row.proposedBy()),
                row.proposedAt(),
                Status.valueOf(row.status()),
                Optional.ofNullable(row.decidedBy()).map(PersonId::new));
    }

    private static String name(UUID id) {
        return "access.proposals/" + id;
    }

    private static String place(UUID id) {
        return "access.proposals.reason/" + id;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : PolicyStore.utc(instant);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
