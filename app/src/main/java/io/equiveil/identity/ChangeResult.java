package io.equiveil.identity;

/// What came of changing an account.
public sealed interface ChangeResult {

    record Changed(Person person) implements ChangeResult {}

    record Refused(Reason reason) implements ChangeResult {}

    /// Why not.
    enum Reason {
        /// An audit ends after today and within 366 days.
        SCOPE_END,
        UNKNOWN,
        /// Nobody changes an account of one's own.
        OWN_ACCOUNT,
        /// Only the owner changes owners and administrators.
        ONLY_OWNER_MAY,
        /// Somebody must be left who can.
        LAST_OWNER,
        ROLES_DO_NOT_FIT,
        /// The account has ended, or is not in the state that this needs.
        WRONG_STATE
    }
}
