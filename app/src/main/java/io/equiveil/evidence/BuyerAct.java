package io.equiveil.evidence;

import java.util.List;
import java.util.Map;

/// A buyer comes in: invited, bound by an agreement of its own, admitted by the seller, and only then shown anything.
final class BuyerAct {

    private static final String READ = "/deal?purpose=DUE_DILIGENCE";

    private final Stage stage;
    private final Staff staff;

    BuyerAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /// @return the buyer's viewing, still open
    String play(Deal deal, Party seller, Party buyer) {
        stage.act("买方：先签协议，再经卖方同意", "The buyer: an agreement first, then the seller's consent");
        invites(deal, buyer);
        agreement(deal, buyer);
        admission(deal, seller, buyer);
        return looks(deal, buyer);
    }

    private void invites(Deal deal, Party buyer) {
        Actor advisor = staff.advisor().actor();
        stage.needed(
                "邀请意向买方",
                "A buyer is invited",
                advisor.post(deal.at() + "/buyers", Map.of("subject", buyer.subject())));
        stage.refused(
                "未告知买方居间，不能继续",
                "The buyer is not told that the firm acts for both: no further",
                "BUYER_NOT_TOLD_OF_BOTH",
                advances(deal, "BUYER_NDA"));
        stage.permitted(
                "告知买方：本公司为双方居间",
                "The buyer is told that the firm acts for both sides",
                advisor.post(deal.at() + "/told-of-both", Map.of("subject", buyer.subject())));
        stage.needed("进入买方保密协议", "On to the buyer's agreement", advances(deal, "BUYER_NDA"));
        stage.refused(
                "买方还没签协议，看不到交易内容",
                "The buyer has not signed: nothing of the deal is shown",
                "NO_BUYER_AGREEMENT",
                buyer.actor().get(deal.at() + READ));
        stage.refused(
                "也打不开资料室的文件",
                "And no document of the data room opens",
                "NO_BUYER_AGREEMENT",
                new Looking(stage).open(buyer.actor(), deal.contract()));
    }

    private void agreement(Deal deal, Party buyer) {
        Answer written = stage.needed(
                "起草买方的保密协议",
                "The buyer's agreement is written",
                staff.advisor()
                        .actor()
                        .post(deal.at() + "/buyers/" + buyer.subject() + "/agreement", Map.of("language", "zh-CN")));
        new Signing(stage).onScreen(staff.second(), buyer, written.text("agreement"), "买方", "the buyer");
        stage.needed("轮到卖方确认", "It is the seller's turn", advances(deal, "SELLER_APPROVES_BUYER"));
        stage.refused(
                "卖方还没同意，签了协议的买方仍看不到",
                "The seller has not agreed: even with an agreement the buyer sees nothing",
                "RECIPIENT_NOT_CONSENTED",
                buyer.actor().get(deal.at() + READ));
    }

    private void admission(Deal deal, Party seller, Party buyer) {
        String shown = stage.enters()
                .get("/api/consent/notices/buyer-disclosure?lang=zh-CN")
                .text("contentHash");
        stage.needed(
                "卖方看过写明买方姓名的告知书，就这一位买方单独同意",
                "Shown a notice that names the buyer, the seller consents for this one buyer",
                seller.actor()
                        .post(
                                deal.at() + "/admissions",
                                Map.of(
                                        "language",
                                        "zh-CN",
                                        "shown",
                                        shown,
                                        "answers",
                                        List.of(Map.of(
                                                "buyer", buyer.subject(), "disclose", true, "complete", true)))));
        stage.needed("进入尽职调查", "On to due diligence", advances(deal, "DUE_DILIGENCE"));
    }

    private String looks(Deal deal, Party buyer) {
        stage.permitted(
                "买方现在看到交易内容", "Now the buyer sees the deal", buyer.actor().get(deal.at() + READ));
        Looking look = new Looking(stage);
        String view = look.opens(
                buyer.actor(),
                deal.contract(),
                "买方打开合同，一次查阅一条记录",
                "The buyer opens the contract: one viewing, one entry");
        ShownPage blank = look.page(buyer.actor(), view, 2);
        stage.checked(
                "连空白页也印着买方代号、时间和项目",
                "Even the blank page carries the buyer's alias, the time and the matter",
                "marked",
                blank.inked() > 5 ? "marked" : "clean");
        stage.permitted(
                "顾问甲看到谁看了哪几页",
                "Advisor A sees who looked at which pages",
                staff.advisor().actor().get("/api/documents/" + deal.contract() + "/readings"));
        return view;
    }

    private Answer advances(Deal deal, String to) {
        return staff.advisor().actor().post(deal.at() + "/stage", Map.of("to", to));
    }
}
