package io.equiveil.kernel;

/// How far a matter has come. Policy rules say from which stage on, and until which, a class may be opened.
public enum MatterStage {
    /// 已委托
    ENGAGED,
    /// 匿名推介
    BLIND_TEASER,
    /// 买方保密协议
    BUYER_NDA,
    /// 卖方确认买方
    SELLER_APPROVES_BUYER,
    /// 尽职调查
    DUE_DILIGENCE,
    /// 签署转让协议
    AGREEMENT,
    /// 通知其他股东
    SHAREHOLDER_NOTICE,
    /// 付款
    PAYMENT,
    /// 完税
    TAX,
    /// 变更登记
    REGISTRATION,
    /// 已结项
    CLOSED,
    /// 已终止
    ABANDONED;

    /// Whether this stage lies at or after another on the ordinary way. An abandoned matter has reached nothing.
    public boolean hasReached(MatterStage other) {
        return this != ABANDONED && other != ABANDONED && ordinal() >= other.ordinal();
    }
}
