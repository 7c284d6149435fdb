package io.equiveil.matters;

/// Why a matter ends without a transfer.
public enum AbandonReason {
    /// 转让方撤回
    SELLER_WITHDREW,
    /// 买方退出
    BUYER_WITHDREW,
    /// 没有合适的买方
    NO_BUYER,
    /// 其他股东行使优先购买权，转让方撤回
    PREEMPTION,
    /// 利益冲突
    CONFLICT
}
