package io.equiveil.identity;

/// Why a session ended before its time.
public enum SessionEnd {
    /// By its own person, here.
    SIGNED_OUT,
    /// By its own person, from another session.
    SIGNED_OUT_ELSEWHERE,
    /// The account was suspended or ended.
    ACCOUNT_CLOSED,
    /// Roles or factors changed.
    CREDENTIALS_CHANGED
}
