package io.equiveil.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/// The mandate becomes a matter, and the matter goes to the market without a name.
final class MatterAct {

    private final Stage stage;
    private final Staff staff;

    MatterAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /// @return the id of the matter
    String play(Party seller) {
        stage.act("立项与匿名推介", "A matter, and a teaser without a name");
        String id = open("青松", "BOTH", seller);
        String at = "/api/matters/" + id;
        seal(at);
        stage.refused(
                "同时为双方居间而未告知卖方，不能推介",
                "Acting for both sides without having told the seller: no teaser",
                "SELLER_NOT_TOLD_OF_BOTH",
                advances(at, "BLIND_TEASER"));
        stage.permitted(
                "告知卖方：本公司为双方居间（民法典第九百六十二条）",
                "The seller is told that the firm acts for both sides",
                staff.advisor().actor().post(at + "/told-of-both", Map.of("subject", seller.subject())));
        stage.needed("进入匿名推介", "On to the blind teaser", advances(at, "BLIND_TEASER"));
        stage.refused("不能跳过阶段", "No stage is skipped", "NOT_THE_NEXT_STAGE", advances(at, "DUE_DILIGENCE"));
        stage.refused(
                "顾问乙不在项目里，看不到项目",
                "Advisor B is not on the matter and does not see it",
                "unknown-matter",
                staff.second().actor().get(at));
        return id;
    }

    /// Opens a matter under a code name that says nothing.
    String open(String codeName, String mandate, Party seller) {
        return stage.needed(
                        "以代号“" + codeName + "”立项",
                        "A matter is opened under a code name",
                        staff.advisor()
                                .actor()
                                .post(
                                        "/api/matters",
                                        Map.of(
                                                "codeName",
                                                codeName,
                                                "form",
                                                "LIMITED_COMPANY",
                                                "mandate",
                                                mandate,
                                                "seller",
                                                seller.subject())))
                .text("id");
    }

    /// Seals what the deal is about.
    void seal(String at) {
        String target = stage.invented().company("澄江");
        String price = stage.invented().price();
        stage.report().confidential(target, price);
        Map<String, String> deal = new LinkedHashMap<>();
        deal.put("industry", "精密仪器");
        deal.put("region", "长三角");
        deal.put("stakeBand", "20%–30%");
        deal.put("targetName", target);
        deal.put("quantity", "1250000");
        deal.put("price", price);
        stage.needed(
                "标的、数量、价格到达即封存",
                "Target, quantity and price are sealed on arrival",
                staff.advisor().actor().put(at + "/deal", Map.of("fields", deal)));
    }

    private Answer advances(String at, String to) {
        return staff.advisor().actor().post(at + "/stage", Map.of("to", to));
    }
}
