package io.equiveil.transfers;

/// The legal steps of a share transfer. What each needs, by when and under which rule, is data:
/// `transfers/steps.json`.
public enum TransferStep {
    /// 核对章程与股东名册
    ARTICLES_CHECKED,
    /// 核对转让限制（股份有限公司）
    RESTRICTIONS_CHECKED,
    /// 核对出资缴纳情况
    CONTRIBUTIONS_CHECKED,
    /// 签署股权（股份）转让协议
    TRANSFER_AGREEMENT,
    /// 书面通知其他股东：数量、价格、支付方式、期限
    SHAREHOLDERS_NOTIFIED,
    /// 其他股东答复，或者期限届满
    SHAREHOLDERS_ANSWERED,
    /// 确认付款
    PAYMENT_CONFIRMED,
    /// 扣缴义务人报告
    TAX_REPORTED,
    /// 缴纳印花税
    STAMP_DUTY_PAID,
    /// 取得完税凭证
    TAX_PAID,
    /// 变更股东名册
    REGISTER_CHANGED,
    /// 换发出资证明书
    CERTIFICATE_REPLACED,
    /// 变更登记
    REGISTRATION_CHANGED,
    /// 公示变更
    CHANGE_PUBLICISED
}
