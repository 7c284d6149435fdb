package io.equiveil.feedback;

/// How far a case has come.
public enum CaseState {
    /// 待答复: the firm has to answer.
    OPENED,
    /// 待客户确认: whoever opened it has to say whether that settles it.
    ANSWERED,
    /// 客户不同意: the firm has to answer again.
    CONTESTED,
    /// 客户已同意结案
    CLOSED
}
