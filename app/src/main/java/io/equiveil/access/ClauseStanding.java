package io.equiveil.access;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/// How a clause stands, since when, until when, and who decided so.
///
/// @param clause     the clause
/// @param state      as decided; see [#at]
/// @param until      last moment of 观察 or 尚未启用 (excluded); absent for 生效
/// @param decidedBy  who proposed it; absent for what the first start set, and for clauses that cannot be relaxed
/// @param secondedBy who agreed
/// @param decidedAt  when; absent for clauses that cannot be relaxed
/// @param reason     why, in the words of the person who proposed it; empty for what the first start set
/// @param genuine    whether the row is as it was written; if not, the clause counts as in force
public record ClauseStanding(
        Clause clause,
        ClauseState state,
        Optional<Instant> until,
        Optional<PersonId> decidedBy,
        Optional<PersonId> secondedBy,
        Optional<Instant> decidedAt,
        String reason,
        boolean genuine) {

    /// A clause that always counts.
    static ClauseStanding fixed(Clause clause) {
        return new ClauseStanding(
                clause,
                ClauseState.IN_FORCE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                true);
    }

    /// A clause whose row is missing or is not what was written: it counts.
    static ClauseStanding notGenuine(Clause clause) {
        return new ClauseStanding(
                clause,
                ClauseState.IN_FORCE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                false);
    }

    /// The state at a moment: what is not in force comes into force by itself when its time is over.
    public ClauseState at(Instant moment) {
        if (!genuine || !clause.canBeRelaxed()) {
            return ClauseState.IN_FORCE;
        }
        return until.filter(moment::isBefore).isPresent() ? state : ClauseState.IN_FORCE;
    }
}
