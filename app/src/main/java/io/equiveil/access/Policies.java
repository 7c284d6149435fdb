package io.equiveil.access;

import io.equiveil.access.Proposal.Change;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room for people: what the policy says, how each clause stands, and changing either, which
/// takes two people.
///
/// A change raises the epoch of the firm as a whole: whatever was decided before it and not yet recorded is decided
/// again. A clause that cannot be relaxed never changes. A policy that was tampered with is repaired by adopting one
/// anew.
@Service
public class Policies {

    /// The longest time that a clause may be 观察 at a stretch.
    public static final Duration LONGEST_OBSERVATION = PolicyStore.OBSERVATION;

    /// The longest time that a clause may be 尚未启用.
    public static final Duration LONGEST_NOT_YET = Duration.ofDays(180);

    static final Set<Role> ENTITLED = Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER);
    private static final int FACTORS = 2;
    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 500;

    private final PolicyStore store;
    private final ProposalStore proposals;
    private final Rights rights;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Policies(PolicyStore store, ProposalStore proposals, Rights rights, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.proposals = proposals;
        this.rights = rights;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The policy in force.
    ///
    /// @param proposedBy absent for the one that came with the product
    public record InForce(
            long version,
            Instant since,
            Optional<PersonId> proposedBy,
            Optional<PersonId> approvedBy,
            List<PolicyRule> rules,
            String document) {}

    /// The policy in force; empty if there is none that can be believed, and then nothing is permitted to anybody.
    public Optional<InForce> current() {
        return store.current()
                .map(adopted -> new InForce(
                        adopted.version(),
                        adopted.at(),
                        adopted.proposedBy(),
                        adopted.approvedBy(),
                        adopted.policy().rules(),
                        adopted.document()));
    }

    /// How every clause stands.
    public List<ClauseStanding> standings() {
        return store.standings();
    }

    /// The machine's own readers and what each may read.
    public Map<SystemPrincipal, SystemReader> systemReaders() {
        return Arrays.stream(SystemPrincipal.values())
                .collect(Collectors.toMap(Function.identity(), SystemReader::of, (one, _) -> one, LinkedHashMap::new));
    }

    /// Changes that wait for a second person, oldest first.
    public List<Proposal> open() {
        return proposals.open();
    }

    /// What came of proposing.
    public sealed interface Proposed {
        record Waiting(ProposalId proposal) implements Proposed {}

        record Refused(ProposalFault fault) implements Proposed {}

        /// The new rules do not make sense.
        record Faulty(List<PolicyFault> faults) implements Proposed {}
    }

    /// Why a proposal is not taken. Each has a sentence (`access.proposal.…`).
    public enum ProposalFault {
        NOT_ENTITLED,
        CLAUSE_ALWAYS_IN_FORCE,
        DAY_MISSING,
        DAY_NOT_AHEAD,
        DAY_TOO_FAR,
        DAY_WITHOUT_NEED,
        REASON_MISSING,
        REASON_TOO_LONG
    }

    /// Proposes that a clause stand differently.
    ///
    /// @param until end of 观察 or 尚未启用; at most 30 and 180 days ahead; absent for 生效
    /// @param reason why, 4 to 500 characters; kept sealed, shown to those who may see this page
    public Proposed propose(
            Requester.SignedIn who, Clause clause, ClauseState state, Optional<Instant> until, String reason) {
        Optional<ProposalFault> fault = fault(who, reason).or(() -> fault(clause, state, until));
        if (fault.isPresent()) {
            return new Proposed.Refused(fault.get());
        }
        // To the microsecond, as the database keeps it: the MAC is over what is read back.
        Optional<Instant> kept = until.map(day -> day.truncatedTo(ChronoUnit.MICROS));
        return waiting(who, new Change.OfClause(clause, state, kept), reason);
    }

    /// Proposes new rules.
    ///
    /// @param document JSON of format 1
    public Proposed proposeRules(Requester.SignedIn who, String document, String reason) {
        Optional<ProposalFault> fault = fault(who, reason);
        if (fault.isPresent()) {
            return new Proposed.Refused(fault.get());
        }
        return switch (Policy.read(document)) {
            case Policy.Read.Faulty(var faults) -> new Proposed.Faulty(faults);
            case Policy.Read.Sound _ -> waiting(who, store.difference(document), reason);
        };
    }

    private Proposed waiting(Requester.SignedIn who, Change change, String reason) {
        ProposalId id = ProposalId.random();
        transactions.executeWithoutResult(_ -> proposals.add(id, who, change, reason.strip()));
        return new Proposed.Waiting(id);
    }

    private static Optional<ProposalFault> fault(Requester.SignedIn who, String reason) {
        if (!entitled(who)) {
            return Optional.of(ProposalFault.NOT_ENTITLED);
        }
        if (reason.strip().length() < SHORTEST_REASON) {
            return Optional.of(ProposalFault.REASON_MISSING);
        }
        return reason.strip().length() > LONGEST_REASON ? Optional.of(ProposalFault.REASON_TOO_LONG) : Optional.empty();
    }

    private Optional<ProposalFault> fault(Clause clause, ClauseState state, Optional<Instant> until) {
        if (!clause.canBeRelaxed()) {
            return Optional.of(ProposalFault.CLAUSE_ALWAYS_IN_FORCE);
        }
        if (state == ClauseState.IN_FORCE) {
            return until.isPresent() ? Optional.of(ProposalFault.DAY_WITHOUT_NEED) : Optional.empty();
        }
        if (until.isEmpty()) {
            return Optional.of(ProposalFault.DAY_MISSING);
        }
        Instant now = clock.instant();
        Duration longest = state == ClauseState.OBSERVED ? LONGEST_OBSERVATION : LONGEST_NOT_YET;
        if (!until.get().isAfter(now)) {
            return Optional.of(ProposalFault.DAY_NOT_AHEAD);
        }
        return until.get().isAfter(now.plus(longest)) ? Optional.of(ProposalFault.DAY_TOO_FAR) : Optional.empty();
    }

    /// What came of a second person's word.
    public sealed interface Decided {
        record Done() implements Decided {}

        record Refused(DecisionFault fault) implements Decided {}
    }

    /// Why the second person's word does not count. Each has a sentence (`access.decided.…`).
    public enum DecisionFault {
        NOT_ENTITLED,
        UNKNOWN,
        ALREADY_DECIDED,
        /// Nobody seconds their own proposal.
        SAME_PERSON,
        /// The proposal is not what was written.
        NOT_GENUINE,
        /// Too much time has passed: its day has come, or the rules no longer make sense.
        OUT_OF_DATE
    }

    /// Agrees to a proposal; it takes effect at once.
    public Decided approve(Requester.SignedIn who, ProposalId id) {
        return decide(who, id, true);
    }

    /// Turns a proposal down. The proposer may do that too, to take it back.
    public Decided reject(Requester.SignedIn who, ProposalId id) {
        return decide(who, id, false);
    }

    private Decided decide(Requester.SignedIn who, ProposalId id, boolean agreed) {
        return transactions.execute(_ -> {
            Optional<ProposalStore.Stored> stored = proposals.lock(id);
            Optional<Right> right = stored.flatMap(found -> right(who, found.proposal()));
            if (right.isEmpty() && !entitled(who)) {
                return new Decided.Refused(DecisionFault.NOT_ENTITLED);
            }
            if (stored.isEmpty() || right.isEmpty()) {
                return new Decided.Refused(DecisionFault.UNKNOWN);
            }
            if (!stored.get().genuine()) {
                return new Decided.Refused(DecisionFault.NOT_GENUINE);
            }
            Proposal proposal = stored.get().proposal();
            if (proposal.status() != Proposal.Status.OPEN) {
                return new Decided.Refused(DecisionFault.ALREADY_DECIDED);
            }
            if (agreed && proposal.proposedBy().equals(who.person())) {
                return new Decided.Refused(DecisionFault.SAME_PERSON);
            }
            if (agreed && outOfDate(proposal)) {
                return new Decided.Refused(DecisionFault.OUT_OF_DATE);
            }
            proposals.decide(stored.get(), who, agreed);
            rights.used(who, right.get(), ApprovalKind.POLICY, new ApprovalId(id.value()));
            if (agreed) {
                apply(who, proposal);
            }
            return new Decided.Done();
        });
    }

    private boolean outOfDate(Proposal proposal) {
        return switch (proposal.change()) {
            case Change.OfClause(var clause, var state, var until) ->
                fault(clause, state, until).isPresent();
            case Change.OfRules rules -> Policy.read(rules.document()) instanceof Policy.Read.Faulty;
        };
    }

    private void apply(Requester.SignedIn approver, Proposal proposal) {
        Optional<PersonId> proposedBy = Optional.of(proposal.proposedBy());
        Optional<PersonId> approvedBy = Optional.of(approver.person());
        switch (proposal.change()) {
            case Change.OfClause(var clause, var state, var until) ->
                store.set(approver, clause, state, until, proposal.reason(), proposedBy, approvedBy);
            case Change.OfRules rules -> store.adopt(approver, rules.document(), proposedBy, approvedBy);
        }
    }

    /// In whose right this person may decide. A deputy does so about a clause, which is said in a sentence; whole rules
    /// have to be read first, by somebody who may see them.
    Optional<Right> right(Requester.SignedIn who, Proposal proposal) {
        if (who.factors() < FACTORS) {
            return Optional.empty();
        }
        return rights.of(who, proposal.proposedAt(), Optional.empty()).stream()
                .filter(right -> right.isOfOne(ENTITLED))
                .filter(right -> right.isOwn()
                        || proposal.change() instanceof Change.OfClause && right.isApartFrom(proposal.proposedBy()))
                .findFirst();
    }

    static boolean entitled(Requester.SignedIn who) {
        return who.factors() >= FACTORS && who.roles().stream().anyMatch(ENTITLED::contains);
    }
}
