package io.equiveil.crossborder;

/// On what footing personal information may leave the mainland (PIPL art. 38, and the exemptions of 2024).
public enum Mechanism {
    /// 安全评估
    SECURITY_ASSESSMENT,
    /// 标准合同
    STANDARD_CONTRACT,
    /// 保护认证
    CERTIFICATION,
    /// 依规定豁免
    EXEMPT
}
