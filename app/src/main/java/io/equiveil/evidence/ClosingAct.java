package io.equiveil.evidence;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The legal way to the end: step by step, withdrawal that acts at once, closing, and forgetting that can be proved.
final class ClosingAct {

    private static final String SPOUSE_MOBILE = "13900000009";

    private final Stage stage;
    private final Staff staff;

    ClosingAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /// @param view the buyer's viewing of the time of due diligence
    void play(Deal deal, Party seller, Party buyer, String view) {
        stage.act("签约、通知、付款、完税、登记", "Agreement, notice, payment, tax, registration");
        way(deal, seller, buyer, view);
        withdrawal(deal, seller, buyer);
        stage.act("结项与不可恢复销毁", "Closing, and destruction that cannot be undone");
        closing(deal);
        destruction(deal, seller);
    }

    private void way(Deal deal, Party seller, Party buyer, String view) {
        stage.refused(
                "没有文件证明，法定步骤不算完成",
                "A legal step is not done without a document that shows it",
                "DOCUMENT_MISSING",
                staff.advisor()
                        .actor()
                        .post(
                                deal.at() + "/steps/ARTICLES_CHECKED",
                                Map.of("on", stage.today().toString())));
        done(deal, "ARTICLES_CHECKED");
        stage.refused("还有步骤没做完，不能签约", "A step is open: no signing yet", "STEPS_OPEN", to(deal, "AGREEMENT"));
        done(deal, "CONTRIBUTIONS_CHECKED");
        stage.needed("进入签约", "On to the agreement", to(deal, "AGREEMENT"));
        stage.refused(
                "阶段一变，先前打开的查阅即告结束，要重新打开",
                "With the stage an earlier viewing ends; it has to be opened anew",
                "ACCESS_ENDED",
                new Looking(stage).ask(buyer.actor(), view, 1));
        done(deal, "TRANSFER_AGREEMENT");
        stage.refused(
                "还没问过配偶和代持，不能往下走",
                "Nobody has asked about a spouse or a nominee: no further",
                "STEPS_OPEN",
                to(deal, "SHAREHOLDER_NOTICE"));
        beside(deal, seller);
        stage.needed("进入通知其他股东", "On to the notice to the other shareholders", to(deal, "SHAREHOLDER_NOTICE"));
        stage.refused(
                "其他股东还没有收到通知，不能付款",
                "The other shareholders have no notice yet: no payment",
                "STEPS_OPEN",
                to(deal, "PAYMENT"));
        shareholders(deal);
        done(deal, "SHAREHOLDERS_NOTIFIED");
        done(deal, "SHAREHOLDERS_ANSWERED");
        stage.needed("进入付款", "On to payment", to(deal, "PAYMENT"));
        done(deal, "PAYMENT_CONFIRMED");
        stage.needed("进入完税", "On to tax", to(deal, "TAX"));
        done(deal, "TAX_REPORTED");
        done(deal, "STAMP_DUTY_PAID");
        done(deal, "TAX_PAID");
        stage.needed("进入变更登记", "On to registration", to(deal, "REGISTRATION"));
        done(deal, "REGISTER_CHANGED");
        done(deal, "CERTIFICATE_REPLACED");
        done(deal, "REGISTRATION_CHANGED");
        done(deal, "CHANGE_PUBLICISED");
    }

    /// Who else has a say: the seller holds for itself, and the spouse consents on paper.
    private void beside(Deal deal, Party seller) {
        stage.needed(
                "卖方在手机上声明：股权是本人的",
                "The seller says on the telephone that it holds for nobody else",
                seller.actor()
                        .put(
                                deal.at() + "/declarations/NOMINEE_DECLARATION/statement",
                                Map.of("ground", "FOR_MYSELF")));
        String spouse = deal.at() + "/declarations/SPOUSE_CONSENT";
        stage.needed(
                "卖方说明：可能是夫妻共同财产",
                "The shares may be joint property, says the seller",
                seller.actor().put(spouse + "/statement", Map.of("ground", "MAY_BE_JOINT")));
        Actor advisor = staff.advisor().actor();
        String name = stage.invented().person("沈");
        String number = stage.invented().residentId("110105");
        stage.report().confidential(name);
        stage.report().confidential(number);
        stage.needed(
                "登记配偶的姓名和手机号",
                "The spouse's name and number",
                advisor.put(spouse + "/signer", Map.of("name", name, "mobile", SPOUSE_MOBILE)));
        Map<String, String> paper = Map.of(
                "name",
                name,
                "identity",
                number,
                "place",
                "三号柜",
                "signedOn",
                stage.today().toString());
        List<Actor.Sent> scan = List.of(Actor.Sent.of("同意书.jpg", Props.shotOfPage(7)));
        stage.refused(
                "告知之前不收集配偶的证件",
                "No document of the spouse's before the notice",
                "NOT_TOLD",
                advisor.upload(spouse + "/scan", paper, scan));
        stage.needed(
                "电话朗读告知书",
                "The notice is read aloud on the telephone",
                advisor.put(spouse + "/notice", Map.of("on", stage.today().toString(), "how", "READ_BY_PHONE")));
        stage.needed("收存配偶签署的同意书", "The signed consent is taken in", advisor.upload(spouse + "/scan", paper, scan));
        stage.needed(
                "合规负责人对照原件核对",
                "The compliance officer compares the original",
                staff.compliance().actor().post(spouse + "/confirmation", Map.of("name", name, "identity", number)));
    }

    /// One of the other shareholders stays silent until the time is over, the other waives in writing.
    private void shareholders(Deal deal) {
        String silent = enters(deal, stage.invented().person("林"), "30", 0);
        String waiving = enters(deal, stage.invented().person("何"), "20", 1);
        notified(deal, silent, 60, 58);
        notified(deal, waiving, 3, 2);
        stage.refused(
                "期限未满，沉默不等于放弃优先购买权",
                "Time still runs, so silence is no waiver yet",
                "STILL_TIME_TO_ANSWER",
                staff.advisor()
                        .actor()
                        .post(
                                deal.at() + "/steps/SHAREHOLDERS_ANSWERED",
                                Map.of("on", stage.today().toString())));
        stage.needed(
                "另一位股东书面放弃优先购买权",
                "The other shareholder waives in writing",
                staff.advisor()
                        .actor()
                        .put(
                                deal.at() + "/shareholders/" + waiving + "/reply",
                                Map.of("reply", "WAIVES", "on", stage.today().toString())));
    }

    private String enters(Deal deal, String name, String share, int place) {
        stage.report().confidential(name);
        return stage.needed(
                        "登记其他股东，持股 " + share + "%",
                        "Another shareholder is entered, with " + share + "%",
                        staff.advisor().actor().post(deal.at() + "/shareholders", Map.of("name", name, "share", share)))
                .body()
                .path("shareholders")
                .path(place)
                .path("id")
                .asString("");
    }

    private void notified(Deal deal, String shareholder, int sentDaysAgo, int receivedDaysAgo) {
        stage.needed(
                "书面通知，" + receivedDaysAgo + " 天前送达",
                "The notice in writing, received " + receivedDaysAgo + " days ago",
                staff.advisor()
                        .actor()
                        .put(
                                deal.at() + "/shareholders/" + shareholder + "/notice",
                                Map.of(
                                        "sent",
                                        stage.today().minusDays(sentDaysAgo).toString(),
                                        "received",
                                        stage.today().minusDays(receivedDaysAgo).toString())));
    }

    private void done(Deal deal, String step) {
        Words.Said said = stage.text("transfers.step." + step);
        Actor advisor = staff.advisor().actor();
        Answer shown = advisor.upload(
                deal.at() + "/documents",
                Map.of("title", said.chinese()),
                List.of(Actor.Sent.of("凭证.jpg", Props.shotOfPage(step.length()))));
        stage.needed(
                "凭文件完成：" + said.chinese(),
                "Done, with its document: " + said.english(),
                advisor.post(
                        deal.at() + "/steps/" + step,
                        Map.of("on", stage.today().toString(), "documents", List.of(shown.text("id")))));
    }

    private Answer to(Deal deal, String next) {
        return staff.advisor().actor().post(deal.at() + "/stage", Map.of("to", next));
    }

    /// The deal is done, so the seller takes back what the buyer was allowed to see, while the buyer is looking.
    private void withdrawal(Deal deal, Party seller, Party buyer) {
        Looking look = new Looking(stage);
        String view = look.opens(buyer.actor(), deal.contract(), "买方再次打开合同", "The buyer opens the contract again");
        stage.permitted("买方看第一页", "The buyer looks at the first page", look.ask(buyer.actor(), view, 1));
        JsonNode records = seller.actor()
                .get("/api/consent/subjects/" + seller.subject() + "/records")
                .body();
        for (JsonNode record : records) {
            boolean about = record.path("purpose").asString("").equals("DUE_DILIGENCE")
                    && record.path("state").asString("").equals("GIVEN");
            if (about) {
                stage.permitted(
                        "过户已办妥，卖方撤回给买方查阅的同意",
                        "The transfer is done; the seller withdraws the consent for the buyer to look",
                        seller.actor()
                                .post(
                                        "/api/consent/records/"
                                                + record.path("id").asString("") + "/withdrawal",
                                        Map.of("means", "SCREEN")));
            }
        }
        stage.refused(
                "买方翻下一页，立即被拒绝",
                "The buyer turns the page and is refused at once",
                "ACCESS_ENDED",
                look.ask(buyer.actor(), view, 2));
        stage.refused(
                "交易内容也看不到了",
                "Nor is the deal shown any more",
                "CONSENT_WITHDRAWN",
                buyer.actor().get(deal.at() + "/deal?purpose=DUE_DILIGENCE"));
    }

    private void closing(Deal deal) {
        Actor advisor = staff.advisor().actor();
        stage.needed("结项", "The matter closes", advisor.post(deal.at() + "/closure", Map.of()));
        stage.needed(
                "顾问甲申请销毁到期资料",
                "Advisor A asks for the destruction of what is past its time",
                advisor.post(deal.at() + "/destruction-request", Map.of()));
        stage.refused(
                "申请人自己不能批准",
                "Whoever asked cannot approve",
                "SAME_PERSON",
                advisor.post(deal.at() + "/destruction", Map.of()));
        stage.needed(
                "合规负责人批准，密钥销毁，文件不可恢复",
                "The compliance officer approves; the keys are destroyed, and the documents are gone for good",
                staff.compliance().actor().post(deal.at() + "/destruction", Map.of()));
    }

    private void destruction(Deal deal, Party seller) {
        stage.refused(
                "销毁之后，项目组也打不开合同",
                "After that even the team cannot open the contract",
                "DESTROYED",
                new Looking(stage).open(staff.advisor().actor(), deal.contract()));
        stage.permitted(
                "卖方拿到销毁证明：销毁了什么、依法留下什么",
                "The seller gets a certificate: what was destroyed, and what the law keeps",
                seller.actor().get(deal.at() + "/certificate"));
    }
}
