package io.equiveil.e2e;

/// A matter that comes to nothing: an own interest that the compliance officer decides on, a hold, an end, and keys
/// that two people destroy.
final class SecondMatterJourney {

    private static final String CODE_NAME = "白鹭";
    private static final String CONFIRM = "请输入代号“白鹭”确认";

    private final Firm firm;
    private final Visitor advisor;
    private final Visitor officer;
    private String matter = "";

    SecondMatterJourney(Firm firm) {
        this.firm = firm;
        this.advisor = firm.colleague("shen").at();
        this.officer = firm.colleague("guqy").at();
    }

    /// Not a dead end: it is submitted, and the advisor hears no more than that.
    void isOpenedWithAnOwnInterest(Client seller) {
        String alias = advisor.open(seller.file()).reads("h1 span");
        advisor.open("/matters")
                .press("开立项目")
                .selectLabel("转让方（客户代号）", alias)
                .type("代号", CODE_NAME)
                .type("目标公司", "云岭茶业有限公司")
                .tick("有限责任公司", "代表转让方", "我或者我的近亲属与这家公司或者当事人有利害关系")
                .press("开立")
                .sees("利益冲突检查已提交合规负责人，决定之前不能对外推介。");
        matter = advisor.path();
    }

    void isClearedAndHeldByTheOfficer() {
        officer.open("/").press("去处理", "可能的利益冲突：项目“白鹭”等您决定").sees("经办人申报有利害关系").doesNotSee("云岭茶业");
        officer.press("同意办理", CODE_NAME).sees("已同意办理项目“白鹭”。", "没有等待决定的利益冲突");
        officer.open(matter)
                .unfold("采取措施")
                .tick("保全")
                .selectLabel("原因", "争议或者诉讼")
                .press("采取措施")
                .sees("已更新");
    }

    /// As long as the hold stands, nothing can be destroyed.
    void endsAndIsForgottenByTwo(java.nio.file.Path folder) throws Exception {
        new AdvisorJourney(firm).addsADocument(matter, folder);
        advisor.open(matter)
                .unfold("不再办理")
                .selectLabel("原因", "没有合适的买方")
                .press("终止项目")
                .sees("已终止", "保全中")
                .doesNotSee("申请销毁到期内容");
        officer.open(matter).press("解除", "保全").sees("可以销毁");
        advisor.open(matter).press("申请销毁到期内容").type(CONFIRM, CODE_NAME).press("申请销毁到期内容");
        officer.open("/").press("去处理", "项目“白鹭”的销毁申请等待复核").press("复核并销毁");
        officer.type(CONFIRM, CODE_NAME).press("复核并销毁").sees("已更新");
        officer.press("销毁证明").sees("不可恢复销毁证明", "沈顾问 申请，顾合规 复核");
    }
}
