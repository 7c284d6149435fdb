package io.equiveil.feedback;

/// What somebody wants of the firm. Each kind has its own period for the answer ([CasePeriods]).
public enum CaseKind {
    /// 疑似违约
    BREACH,
    /// 投诉
    COMPLAINT,
    /// 索取副本
    COPY,
    /// 更正、补充
    CORRECTION,
    /// 删除
    ERASURE,
    /// 注销账号
    ACCOUNT;

    /// Whether somebody of the firm is held to have done wrong: then words are needed, and those who handle the
    /// client do not judge in their own affair.
    public boolean accuses() {
        return this == BREACH || this == COMPLAINT;
    }

    /// Whether it says nothing without words.
    public boolean needsWords() {
        return accuses() || this == CORRECTION;
    }
}
