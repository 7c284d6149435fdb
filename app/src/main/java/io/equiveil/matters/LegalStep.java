package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;

/// The legal steps of a transfer, as a dated checklist. Depth (deadlines as data, forms, replies) belongs to room
/// `transfers`; here each step has a due day, a day on which it was done, and a document.
public enum LegalStep {
    /// 核对章程与股东名册
    ARTICLES_CHECKED(MatterStage.DUE_DILIGENCE, true, true),
    /// 核对出资缴纳情况（公司法第八十八条）
    CONTRIBUTIONS_CHECKED(MatterStage.DUE_DILIGENCE, true, true),
    /// 签署股权（股份）转让协议
    TRANSFER_AGREEMENT(MatterStage.AGREEMENT, true, true),
    /// 书面通知其他股东：数量、价格、支付方式、期限（公司法第八十四条）
    SHAREHOLDERS_NOTIFIED(MatterStage.SHAREHOLDER_NOTICE, true, false),
    /// 其他股东答复或者三十日届满
    SHAREHOLDERS_ANSWERED(MatterStage.SHAREHOLDER_NOTICE, true, false),
    /// 付款凭证
    PAYMENT_CONFIRMED(MatterStage.PAYMENT, true, true),
    /// 印花税、所得税申报，取得完税凭证
    TAX_PAID(MatterStage.TAX, true, true),
    /// 变更股东名册、换发出资证明书
    REGISTER_CHANGED(MatterStage.REGISTRATION, true, true),
    /// 变更登记
    REGISTRATION_CHANGED(MatterStage.REGISTRATION, true, false);

    private final MatterStage stage;
    private final boolean limitedCompany;
    private final boolean jointStock;

    LegalStep(MatterStage stage, boolean limitedCompany, boolean jointStock) {
        this.stage = stage;
        this.limitedCompany = limitedCompany;
        this.jointStock = jointStock;
    }

    /// The stage that cannot be left before this step is done.
    public MatterStage stage() {
        return stage;
    }

    /// Whether a transfer in a company of this form needs the step.
    public boolean appliesTo(CompanyForm form) {
        return switch (form) {
            case LIMITED_COMPANY -> limitedCompany;
            case JOINT_STOCK -> jointStock;
        };
    }
}
