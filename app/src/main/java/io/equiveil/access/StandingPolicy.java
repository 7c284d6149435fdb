package io.equiveil.access;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The policy as it stands at this moment, read afresh at every call.
interface StandingPolicy {

    /// The policy in force; empty if there is none, or if it is not what was adopted, or not the latest.
    Optional<Adopted> current();

    /// How every clause stands, in the order of the clauses.
    List<ClauseStanding> standings();

    /// A policy in force.
    record Adopted(
            long version,
            Policy policy,
            String document,
            Optional<PersonId> proposedBy,
            Optional<PersonId> approvedBy,
            Instant at) {}
}
