package io.equiveil.matters;

/// Whose matters somebody wants to see, among those that this person may know of.
public enum Whose {
    /// 全部
    ALL,
    /// 我负责的: those that the person leads
    MINE,
    /// 本部门: those led by somebody of the same department
    DEPARTMENT
}
