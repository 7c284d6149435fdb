package io.equiveil.partners;

/// How far the review of a partner firm has come.
public enum PartnerStatus {
    /// 待审查
    CANDIDATE,
    /// 已通过
    APPROVED,
    /// 未通过
    REJECTED,
    /// 已暂停
    SUSPENDED
}
