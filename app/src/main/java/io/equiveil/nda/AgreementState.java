package io.equiveil.nda;

/// How far an agreement has come.
public enum AgreementState {
    /// 草稿: written, nobody has signed.
    DRAFT,
    /// 待对方签署: the firm has signed, the counterpart has not.
    SENT,
    /// 纸质待复核: a signed paper was taken in and waits for a second person.
    ON_PAPER,
    /// 生效
    IN_FORCE,
    /// 已终止: its term after closing is over.
    ENDED,
    /// 已作废: withdrawn before it came into force.
    CANCELLED
}
