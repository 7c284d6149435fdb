package io.equiveil.e2e;

/// Somebody of a partner's: comes in by an invitation from the partner's entry, and sees what the contract covers.
final class PartnerJourney {

    private final Firm firm;

    PartnerJourney(Firm firm) {
        this.firm = firm;
    }

    void isReviewedAndInvited() throws InterruptedException {
        Visitor officer = firm.colleague("guqy").at();
        officer.open("/partners")
                .type("代号", "柳岸")
                .type("名称", "示例律师事务所")
                .select("类别", "LAW")
                .press("登记")
                .sees("待审查");
        officer.unfold("审查与合同")
                .select("审查结论", "APPROVED")
                .press("保存结论")
                .unfold("审查与合同")
                .tick("第三方专业服务")
                .press("保存合同")
                .sees("已通过");
        Visitor owner = firm.colleague("qin").at();
        owner.open("/partners")
                .press("邀请它的人员")
                .sees("邀请合作方人员")
                .type("姓名", "陶然")
                .type("登录名", "tao.ran")
                .type("花名", "陶律师")
                .press("生成链接");
        String link = owner.reads("figcaption code");
        firm.welcome(Colleague.enrol(firm.visitor("tao", Device.PHONE), link, "tao.ran")
                .promiseSilence());
    }

    /// Sees its own entry and no client, no matter that it is not engaged in.
    void seesOnlyItsOwn() {
        Visitor partner = firm.colleague("tao.ran").at();
        partner.open("/partners").sees("柳岸").doesNotSee("示例律师事务所");
        partner.open("/clients").sees("这里暂时不能打开");
        partner.open(firm.matter() + "/documents").doesNotSee("公司章程（现行）");
    }
}
