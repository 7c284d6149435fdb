package io.equiveil.disclosure;

import io.equiveil.access.Clause;
import io.equiveil.access.Reason;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.FieldsAt;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.RuleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the ledger hears of the gate. Public for readers of entries (the client's log, evidence files); made here only.
public final class ReleaseFacts {

    private ReleaseFacts() {}

    /// Values, masks or a document are released. Recorded before they are opened.
    ///
    /// @param decision      the decision
    /// @param purpose       why they were asked for
    /// @param matter        in which matter
    /// @param policyVersion policy under which it was decided
    /// @param rules         rules that allowed it
    /// @param masks         masks, address by address, each with the parties whose facts they are
    /// @param values        values
    /// @param documents     documents, without fields
    /// @param observed      clauses that said no but are 观察
    /// @param notYet        clauses that are 尚未启用
    /// @param underGrace    clauses that hold by a dated grace (宽限) only; entries from before there was any lack it
    public record ValueReleased(
            DecisionId decision,
            Purpose purpose,
            Optional<MatterId> matter,
            long policyVersion,
            Set<RuleId> rules,
            List<FieldsAt> masks,
            List<FieldsAt> values,
            List<FieldsAt> documents,
            Set<Clause> observed,
            Set<Clause> notYet,
            Set<Clause> underGrace)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "value-released/v1";
        }
    }

    /// Something was asked for and not released.
    ///
    /// @param decision  the decision
    /// @param purpose   why it was asked for
    /// @param matter    in which matter
    /// @param policyVersion policy under which it was decided
    /// @param addresses what was refused
    /// @param clauses   clauses that said no to any of them
    /// @param reasons   why
    public record ReleaseRefused(
            DecisionId decision,
            Purpose purpose,
            Optional<MatterId> matter,
            long policyVersion,
            List<FieldsAt> addresses,
            Set<Clause> clauses,
            Set<Reason> reasons)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "release-refused/v1";
        }
    }

    /// Visitors without a session were refused.
    ///
    /// @param source keyed hash of the network address
    /// @param minute the minute in which this is recorded; at most one entry for each source and minute
    /// @param count  refusals since the last entry about this source, counted once each
    public record StrangersRefused(Digest source, Instant minute, int count) implements Recorded {
        @Override
        public String ledgerKind() {
            return "strangers-refused/v1";
        }
    }
}
