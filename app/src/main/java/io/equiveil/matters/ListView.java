package io.equiveil.matters;

/// How somebody has the open matters shown.
public enum ListView {
    /// 列表
    LIST,
    /// 看板: by stage
    BOARD
}
