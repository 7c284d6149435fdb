package io.equiveil.matters;

/// What a colleague is in a matter.
public enum TeamPart {
    /// 项目负责人
    LEAD,
    /// 成员
    MEMBER,
    /// 已离开
    LEFT
}
