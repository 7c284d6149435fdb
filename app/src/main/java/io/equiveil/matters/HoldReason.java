package io.equiveil.matters;

/// Why compliance stops something.
public enum HoldReason {
    /// 监管或者司法机关要求
    AUTHORITY,
    /// 争议或者诉讼
    DISPUTE,
    /// 内部核查
    INVESTIGATION,
    /// 处理权利请求
    RIGHTS_REQUEST,
    /// 反洗钱核查
    MONEY_LAUNDERING
}
