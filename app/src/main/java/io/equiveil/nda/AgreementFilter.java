package io.equiveil.nda;

/// Which agreements a list shows.
public enum AgreementFilter {
    /// 待处理: drafts, sent, paper to be confirmed.
    WAITING,
    /// 生效中
    IN_FORCE,
    /// 三十日内届满
    LAPSING,
    /// 已届满或终止
    OVER,
    /// 已作废
    CANCELLED,
    /// 全部
    ALL
}
