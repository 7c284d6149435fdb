package io.equiveil.access;

/// How far a clause counts (promise P3; people.md, "A small firm can live with it").
public enum ClauseState {
    /// 生效: a no is a no.
    IN_FORCE,
    /// 观察: until a day, a no is noted in the entry of the release but does not stop it.
    OBSERVED,
    /// 尚未启用: by a signed, dated decision not in force before a day; every entry says so.
    NOT_YET
}
