package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;

/// What came of inviting somebody.
public sealed interface InviteResult {

    /// The person may enrol.
    ///
    /// @param linkPath path of the one-time link, to be shown once
    record Invited(PersonId person, Cleartext linkPath, Instant expiresAt) implements InviteResult {}

    /// Something is wrong with what was given; all of it at once.
    record Rejected(List<Fault> faults) implements InviteResult {}

    /// What can be wrong.
    enum Fault {
        NAME_MISSING,
        MOBILE_NOT_A_NUMBER,
        LOGIN_SHAPE,
        CODE_NAME_SHAPE,
        LOGIN_OR_CODE_NAME_TAKEN,
        ROLES_DO_NOT_FIT,
        PARTNER_MISSING,
        /// An auditor needs a period, in the right order, and nobody else has one.
        SCOPE_SHAPE,
        /// An audit ends after today and within 366 days.
        SCOPE_END,
        /// No matter of that name.
        SCOPE_MATTER,
        /// Only the owner makes owners and administrators.
        ONLY_OWNER_MAY,
        /// Whoever has an account is let in again by two people.
        SECOND_PERSON
    }
}
