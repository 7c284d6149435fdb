package io.equiveil.consent;

/// How something was told or answered.
public enum Means {
    /// 屏幕
    SCREEN,
    /// 纸质
    PAPER,
    /// 口头朗读 (face to face or by telephone)
    READ_ALOUD
}
