package io.equiveil.kernel;

/// Why a value is asked for. A release, a consent, a contract with a partner and a policy rule all name one of these.
public enum Purpose {
    /// 与您联系
    CONTACT,
    /// 办理委托
    MANDATE,
    /// 身份核验
    IDENTITY_CHECK,
    /// 匿名推介与意向匹配
    INTRODUCTION,
    /// 向意向买方披露,供尽职调查
    DUE_DILIGENCE,
    /// 签约与交割
    SETTLEMENT,
    /// 法定通知其他股东
    STATUTORY_NOTICE,
    /// 告知接收方: who is to receive facts, told to the one who decides about it (PIPL art. 23)
    RECIPIENT_NOTICE,
    /// 税务申报
    TAX,
    /// 变更登记
    REGISTRATION,
    /// 查阅本人资料
    OWN_DATA,
    /// 生成与签署协议
    AGREEMENT,
    /// 发送办理通知
    NOTIFICATION,
    /// 合规检查
    COMPLIANCE_REVIEW,
    /// 审计抽查
    AUDIT,
    /// 处理权利请求
    RIGHTS_REQUEST,
    /// 第三方专业服务
    PROFESSIONAL_SERVICE,
    /// 结项与销毁
    CLOSING
}
