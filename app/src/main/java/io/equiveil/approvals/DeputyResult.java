package io.equiveil.approvals;

/// What came of naming a deputy.
public sealed interface DeputyResult {

    /// It is written down.
    record Named(Deputyship deputyship) implements DeputyResult {}

    /// Nothing has changed.
    record Refused(Fault fault) implements DeputyResult {}

    /// Why not. Each has a sentence (`approvals.deputy.fault.…`).
    enum Fault {
        /// Whoever decides nothing needs no deputy.
        NOT_AN_APPROVER,
        ONESELF,
        /// Not an active colleague, or one who only administers accounts.
        NOT_FITTING,
        /// Ends before it begins, is over already, or lasts longer than a year.
        DAYS
    }
}
