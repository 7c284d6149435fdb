package io.equiveil.access;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the gate decided, address by address, under one version of the policy.
///
/// @param id            this decision
/// @param policyVersion version of the policy that was applied
/// @param epochs        what the decision relied on; a release is recorded only if these still stand
/// @param verdicts      one for each address asked for
public record Decision(DecisionId id, long policyVersion, Map<Scope, Long> epochs, Map<Address, Verdict> verdicts) {

    /// Yes or no for one address.
    public sealed interface Verdict {

        /// Yes, with obligations.
        ///
        /// @param ruleId   the rule that allowed it
        /// @param observed clauses that would have said no but are in observation (观察)
        /// @param notYet   clauses that are not yet in force (尚未启用), by a dated decision
        /// @param underGrace clauses that hold by a dated grace (宽限) only
        record Permit(
                String ruleId,
                Set<Obligation> obligations,
                Set<ClauseOutcome> observed,
                Set<Clause> notYet,
                Set<Clause> underGrace)
                implements Verdict {}

        /// No, with every clause that said so.
        record Deny(List<ClauseOutcome> refused) implements Verdict {}
    }

    /// A clause that said no.
    public record ClauseOutcome(Clause clause, Reason reason, Remedy remedy) {}

    /// What must be done along with a permit.
    public enum Obligation {
        MASK_ONLY,
        WATERMARK,
        NO_EXPORT,
        TELL_CLIENT
    }
}
