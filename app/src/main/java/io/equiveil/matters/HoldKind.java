package io.equiveil.matters;

/// How compliance stops something in a matter.
public enum HoldKind {
    /// 暂停办理: nothing goes on, and the other side and partners see nothing
    SUSPENSION,
    /// 保全: nothing is destroyed, whatever the retention clocks say
    LEGAL_HOLD
}
