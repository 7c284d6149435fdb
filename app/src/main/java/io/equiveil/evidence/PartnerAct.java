package io.equiveil.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A law firm works along: let in only when reviewed, under a contract in force, for what the contract says; and out
/// at once when suspended.
final class PartnerAct {

    private final Stage stage;
    private final Staff staff;
    private final Looking look;

    PartnerAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
        this.look = new Looking(stage);
    }

    void play(Deal deal) {
        stage.act("合作方：律师事务所", "A partner: a law firm");
        String partner = registers();
        Colleague lawyer = invites(partner);
        String at = "/api/partners/" + partner;
        engaged(deal, at, partner);
        new ClauseChange(stage, staff).putInForce("PARTNER_STATUS", "合作方审查", "the review of partners");
        refusals(deal, at, lawyer);
        String view = permitted(deal, at, lawyer);
        suspended(deal, at, lawyer, view);
    }

    private String registers() {
        String name = stage.invented().company("云岫").replace("仪器有限公司", "律师事务所");
        stage.report().confidential(name);
        return stage.needed(
                        "合规负责人登记合作律所，待审查",
                        "The compliance officer enters a law firm, to be reviewed",
                        staff.compliance()
                                .actor()
                                .post("/api/partners", Map.of("codeName", "律所甲", "name", name, "kind", "LAW")))
                .text("id");
    }

    private Colleague invites(String partner) {
        String name = stage.invented().person("端木");
        stage.report().confidential(name);
        Answer invited = stage.needed(
                "负责人为律师开立账户",
                "The owner makes an account for its lawyer",
                staff.owner()
                        .actor()
                        .post(
                                "/api/identity/people",
                                Map.of(
                                        "kind",
                                        "PARTNER",
                                        "name",
                                        name,
                                        "login",
                                        "lawyer",
                                        "codeName",
                                        "律师甲",
                                        "roles",
                                        List.of("PARTNER"),
                                        "partner",
                                        partner)));
        return new StaffAct(stage).enrol(invited, "lawyer", "PARTNER", "律师甲", "the lawyer");
    }

    private void engaged(Deal deal, String at, String partner) {
        Actor advisor = staff.advisor().actor();
        stage.refused(
                "审查没有通过的律所，不能聘请",
                "A law firm that has not passed its review is not engaged",
                "PARTNER_NOT_APPROVED",
                advisor.post(deal.at() + "/partners", Map.of("partner", partner)));
        stage.permitted(
                "审查通过",
                "The review approves",
                staff.compliance().actor().post(at + "/review", Map.of("status", "APPROVED")));
        stage.permitted(
                "顾问甲聘请律所参与项目",
                "Advisor A engages the law firm for the matter",
                advisor.post(deal.at() + "/partners", Map.of("partner", partner)));
    }

    private void refusals(Deal deal, String at, Colleague lawyer) {
        Instant now = stage.clock().instant();
        stage.permitted(
                "签订合同，下月才开始",
                "A contract that begins next month",
                contract(at, now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(300)), "PROFESSIONAL_SERVICE"));
        stage.refused(
                "合同还没开始，打不开文件",
                "The contract has not begun: no document opens",
                "PARTNER_CONTRACT_MISSING",
                look.open(lawyer.actor(), deal.contract()));
        stage.permitted(
                "合同改为现在开始，但只约定代办税务",
                "The contract begins now, but is about tax only",
                contract(at, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(20)), "TAX"));
        stage.refused(
                "尽职调查不在合同用途之内，打不开文件",
                "Due diligence is not what the contract is about: no document opens",
                "PURPOSE_OUTSIDE_CONTRACT",
                look.open(lawyer.actor(), deal.contract()));
    }

    private String permitted(Deal deal, String at, Colleague lawyer) {
        Instant now = stage.clock().instant();
        stage.permitted(
                "合同补充：法律尽职调查",
                "The contract is extended to legal due diligence",
                contract(
                        at,
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(20)),
                        "TAX",
                        "PROFESSIONAL_SERVICE"));
        String view = look.opens(
                lawyer.actor(), deal.contract(), "律师按合同用途打开文件", "For what the contract says, the lawyer opens it");
        stage.checked(
                "律师看到的每一页也有水印",
                "The lawyer's pages are marked as well",
                "marked",
                look.page(lawyer.actor(), view, 2).inked() > 5 ? "marked" : "clean");
        stage.refused(
                "律师看不到交易价格：规则只允许看文件",
                "The price is not for the lawyer: the rules allow documents only",
                "NO_RULE_ALLOWS",
                lawyer.actor().get(deal.at() + "/deal?purpose=PROFESSIONAL_SERVICE"));
        return view;
    }

    private void suspended(Deal deal, String at, Colleague lawyer, String view) {
        Actor compliance = staff.compliance().actor();
        stage.permitted(
                "合规负责人暂停与律所的合作",
                "The compliance officer suspends the law firm",
                compliance.post(at + "/review", Map.of("status", "SUSPENDED")));
        stage.refused(
                "正在看的文件，下一页就打不开",
                "Of the document that is open, the very next page is refused",
                "ACCESS_ENDED",
                look.ask(lawyer.actor(), view, 1));
        stage.refused(
                "也不能重新打开",
                "And it does not open again",
                "PARTNER_NOT_APPROVED",
                look.open(lawyer.actor(), deal.contract()));
        stage.permitted(
                "问题澄清，恢复合作",
                "The doubt is settled, and the work goes on",
                compliance.post(at + "/review", Map.of("status", "APPROVED")));
    }

    private Answer contract(String at, Instant from, Instant until, String... purposes) {
        return staff.compliance()
                .actor()
                .put(
                        at + "/contract",
                        Map.of("from", from.toString(), "until", until.toString(), "purposes", List.of(purposes)));
    }
}
