package io.equiveil.consent;

import java.util.List;

/// What came of taking a consent back.
public sealed interface WithdrawResult {

    /// It is withdrawn: nothing is released under it any more, from this moment on.
    ///
    /// @param remaining other bases on which the same purpose still stands, such as a contract; the page says so
    record Withdrawn(ConsentRecord record, List<ConsentRecord> remaining) implements WithdrawResult {}

    /// There is no consent to withdraw: never given, refused, or withdrawn before.
    record NothingToWithdraw() implements WithdrawResult {}

    /// It rests on a contract or a legal duty, which does not end by withdrawal.
    record NotByConsent(LegalBasis basis) implements WithdrawResult {}

    /// It is somebody else's, or never was.
    record NotYours() implements WithdrawResult {}
}
