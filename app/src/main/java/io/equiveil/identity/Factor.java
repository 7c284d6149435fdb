package io.equiveil.identity;

/// A means of proving who one is.
public enum Factor {
    /// 口令
    PASSWORD,
    /// 动态口令
    TOTP,
    /// 通行密钥: possession and verification of the person in one
    PASSKEY,
    /// 一次性验证码
    ONE_TIME_CODE,
    /// 六位数字密码
    PIN
}
