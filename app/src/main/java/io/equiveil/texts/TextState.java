package io.equiveil.texts;

/// How a text stands, in one word.
public enum TextState {
    /// 未采用
    NOT_ADOPTED,
    /// 稍后
    PUT_OFF,
    /// 已采用
    ADOPTED,
    /// 已采用，本机构修改过
    ADOPTED_OWN,
    /// 已修改，尚未采用
    EDITED,
    /// 有新版
    NEWER_SHIPS,
    /// 记录被改动
    BROKEN
}
