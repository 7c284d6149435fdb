package io.equiveil.matters;

/// What the check for conflicts of interest came to, as far as the matter's own team may know.
public enum ConflictState {
    /// 没有发现
    NONE,
    /// 尚未检查: the matter was brought in from the old books, and its company is not known yet
    NOT_YET,
    /// 已提交合规负责人
    SUBMITTED,
    /// 合规负责人同意办理
    CLEARED,
    /// 合规负责人不同意办理
    REFUSED
}
