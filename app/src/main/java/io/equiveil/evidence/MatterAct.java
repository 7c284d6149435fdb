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
        stage.refused(
                "没有核准的匿名推介，不能对外",
                "Nothing goes out without an approved teaser",
                "NO_TEASER",
                advances(at, "BLIND_TEASER"));
        stage.permitted(
                "告知卖方：本公司为双方居间（民法典第九百六十二条）",
                "The seller is told that the firm acts for both sides",
                staff.advisor().actor().post(at + "/told-of-both", Map.of("subject", seller.subject())));
        teaser(at);
        stage.needed("进入匿名推介", "On to the blind teaser", advances(at, "BLIND_TEASER"));
        stage.refused("不能跳过阶段", "No stage is skipped", "NOT_THE_NEXT_STAGE", advances(at, "DUE_DILIGENCE"));
        stage.refused(
                "顾问乙不在项目里，看不到项目",
                "Advisor B is not on the matter and does not see it",
                "unknown-matter",
                staff.second().actor().get(at));
        return id;
    }

    /// Opens a matter under a code name that says nothing, about a company of its own.
    String open(String codeName, String mandate, Party seller) {
        String target = stage.invented().company("澄江");
        stage.report().confidential(target);
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
                                                seller.subject(),
                                                "targetName",
                                                target,
                                                "ownInterest",
                                                false)))
                .text("id");
    }

    /// Seals what the deal is about.
    void seal(String at) {
        String price = stage.invented().price();
        stage.report().confidential(price);
        Map<String, String> deal = new LinkedHashMap<>();
        deal.put("industry", "精密仪器");
        deal.put("region", "长三角");
        deal.put("stakeBand", "20%–30%");
        deal.put("quantity", "1250000");
        deal.put("price", price);
        stage.needed(
                "意向、数量、价格到达即封存",
                "Intention, quantity and price are sealed on arrival",
                staff.advisor().actor().put(at + "/deal", Map.of("fields", deal)));
    }

    /// The machine writes the teaser out of coarse words, and the advisor lets it go out.
    void teaser(String at) {
        Actor advisor = staff.advisor().actor();
        String draft = stage.needed(
                        "系统用粗略的大类和区间写出匿名推介",
                        "The machine writes the teaser in coarse words",
                        advisor.post(at + "/teaser", Map.of()))
                .text("id");
        Answer words = stage.permitted("顾问读草稿", "The advisor reads the draft", advisor.get(at + "/teaser"));
        stage.checked(
                "草稿只说大类和区间",
                "The draft speaks of kinds and bands only",
                "一家华东地区的制造业企业",
                words.body().path("words").path("zh").asString("").split("，")[0]);
        stage.needed("核准匿名推介", "The teaser is approved", advisor.post(at + "/teaser/approval", Map.of("draft", draft)));
    }

    private Answer advances(String at, String to) {
        return staff.advisor().actor().post(at + "/stage", Map.of("to", to));
    }
}
