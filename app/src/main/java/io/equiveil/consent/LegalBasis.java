package io.equiveil.consent;

/// On what handling somebody's facts rests: the list of PIPL art. 13, which is closed. There is no "legitimate
/// interest".
public enum LegalBasis {
    /// 同意 (art. 13(1))
    CONSENT("PIPL-13(1)"),
    /// 为订立合同所必需 (art. 13(2), before the contract)
    CONCLUDING_CONTRACT("PIPL-13(2)"),
    /// 为履行合同所必需 (art. 13(2))
    CONTRACT("PIPL-13(2)"),
    /// 履行法定职责或者法定义务 (art. 13(3))
    LEGAL_DUTY("PIPL-13(3)"),
    /// 紧急情况下保护生命健康和财产安全 (art. 13(4))
    EMERGENCY("PIPL-13(4)"),
    /// 已合法公开的信息 (art. 13(6))
    PUBLIC_INFORMATION("PIPL-13(6)"),
    /// 法律、行政法规规定的其他情形 (art. 13(7))
    OTHER_LAW("PIPL-13(7)");

    private final String ruleId;

    LegalBasis(String ruleId) {
        this.ruleId = ruleId;
    }

    /// The rule of law that allows it.
    public String ruleId() {
        return ruleId;
    }
}
