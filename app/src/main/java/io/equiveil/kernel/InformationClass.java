package io.equiveil.kernel;

/// What kind of fact a value is. Scope clauses of agreements, policy rules and masks all speak in these.
///
/// The seven default scope classes of the firm's agreements, in the order in which pages list them.
public enum InformationClass {
    /// 基本信息: name, kind, industry, region.
    BASIC,
    /// 联系方式: telephone, address, e-mail.
    CONTACT,
    /// 身份证件: identity numbers and pictures of identity documents.
    IDENTITY_DOCUMENT,
    /// 交易意向: that somebody wants to sell or buy, and roughly what.
    DEAL_INTENT,
    /// 交易细节: quantity, price, parties, terms.
    DEAL_DETAIL,
    /// 财务状况: accounts, balances, source of funds.
    FINANCIAL,
    /// 文件: documents of the data room.
    DOCUMENT
}
