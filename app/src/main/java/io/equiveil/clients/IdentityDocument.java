package io.equiveil.clients;

/// With what a natural person shows who it is.
public enum IdentityDocument {
    /// 居民身份证
    RESIDENT_ID,
    /// 港澳台居民居住证
    RESIDENCE_PERMIT,
    /// 外国人永久居留身份证
    FOREIGN_PERMANENT_RESIDENT,
    /// 港澳居民来往内地通行证
    HK_MACAU_PERMIT,
    /// 台湾居民来往大陆通行证
    TAIWAN_PERMIT,
    /// 中国护照
    CHINESE_PASSPORT,
    /// 外国护照
    FOREIGN_PASSPORT
}
