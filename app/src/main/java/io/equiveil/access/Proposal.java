package io.equiveil.access;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A change of policy, as proposed by one person and decided by another.
///
/// @param id         which
/// @param change     what would change
/// @param reason     why, in the proposer's words
/// @param proposedBy who
/// @param proposedAt when
/// @param status     how far it has come
/// @param decidedBy  who decided
public record Proposal(
        ProposalId id,
        Change change,
        String reason,
        PersonId proposedBy,
        Instant proposedAt,
        Status status,
        Optional<PersonId> decidedBy) {

    /// What would change.
    public sealed interface Change {

        /// How a clause stands.
        ///
        /// @param until last moment of 观察 or 尚未启用 (excluded); absent for 生效
        record OfClause(Clause clause, ClauseState state, Optional<Instant> until) implements Change {}

        /// The rules.
        ///
        /// @param document the whole new text
        /// @param added    names of rules that are new
        /// @param changed  names of rules that say something else
        /// @param removed  names of rules that are gone
        record OfRules(String document, List<String> added, List<String> changed, List<String> removed)
                implements Change {}
    }

    /// How far it has come.
    public enum Status {
        OPEN,
        APPROVED,
        REJECTED
    }
}
