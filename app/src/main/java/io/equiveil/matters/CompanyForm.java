package io.equiveil.matters;

/// What kind of company the shares are in; the legal steps differ.
public enum CompanyForm {
    /// 有限责任公司: the other shareholders are to be notified (Company Law art. 84).
    LIMITED_COMPANY,
    /// 股份有限公司: no statutory right of first refusal (art. 157).
    JOINT_STOCK
}
