package io.equiveil.access;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import java.time.Instant;
import java.util.Optional;

/// What the ledger hears of the policy.
final class PolicyFacts {

    private PolicyFacts() {}

    /// A policy came into force.
    ///
    /// @param document SHA-256 of its text
    record PolicyAdopted(long version, Digest document, Optional<PersonId> proposedBy, Optional<PersonId> approvedBy)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "policy-adopted/v1";
        }
    }

    /// A clause stands differently from now on.
    record ClauseStateSet(
            Clause clause,
            ClauseState state,
            Optional<Instant> until,
            Optional<PersonId> proposedBy,
            Optional<PersonId> approvedBy)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "clause-state-set/v1";
        }
    }

    /// Somebody proposed a change of the rules.
    record RulesProposed(ProposalId proposal, PersonId by, Digest document) implements Recorded {
        @Override
        public String ledgerKind() {
            return "rules-proposed/v1";
        }
    }

    /// Somebody proposed that a clause stand differently.
    record ClauseStateProposed(
            ProposalId proposal, PersonId by, Clause clause, ClauseState state, Optional<Instant> until)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "clause-state-proposed/v1";
        }
    }

    /// A second person agreed; what then changed has its own entry.
    record ProposalApproved(ProposalId proposal, PersonId by) implements Recorded {
        @Override
        public String ledgerKind() {
            return "proposal-approved/v1";
        }
    }

    /// A proposal was turned down or taken back.
    record ProposalRejected(ProposalId proposal, PersonId by) implements Recorded {
        @Override
        public String ledgerKind() {
            return "proposal-rejected/v1";
        }
    }
}
