package io.equiveil.law;

/// Whose law a rule is.
public enum Jurisdiction {
    /// 中国内地
    CN,
    /// 欧盟
    EU,
    /// 中国香港
    HK,
    /// 中国澳门
    MO,
    /// 中国台湾
    TW,
    /// 新加坡
    SG,
    /// 美国加利福尼亚州
    US_CA,
    /// 日本
    JP,
    /// 韩国
    KR
}
