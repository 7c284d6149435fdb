package io.equiveil.evidence;

import java.time.Duration;
import java.util.Map;

/// What is left for tomorrow, so that 今日 of everybody has something on it: a small matter with a blocked buyer, a
/// training to confirm, a proposal to decide, two files that may be about the same person.
final class TomorrowAct {

    private final Stage stage;
    private final Staff staff;

    TomorrowAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    void play(Party seller, Party buyer) {
        stage.act("留给明天的事", "What is left for tomorrow");
        MatterAct matters = new MatterAct(stage, staff);
        Party company = new TakingOnAct(stage, staff).company();
        String at = "/api/matters/" + matters.open("白桦", "SELLER", company);
        matters.seal(at);
        matters.teaser(at);
        Actor advisor = staff.advisor().actor();
        stage.needed("进入匿名推介", "On to the blind teaser", advisor.post(at + "/stage", Map.of("to", "BLIND_TEASER")));
        stage.needed(
                "邀请买方，协议还没签",
                "A buyer is invited and has not signed",
                advisor.post(at + "/buyers", Map.of("subject", buyer.subject())));
        stage.needed("进入买方保密协议", "On to the buyer's agreement", advisor.post(at + "/stage", Map.of("to", "BUYER_NDA")));
        stage.refused(
                "买方没签协议，项目停在这里",
                "The buyer has not signed, and the matter waits",
                "NO_BUYER_AGREEMENT",
                advisor.post(at + "/stage", Map.of("to", "SELLER_APPROVES_BUYER")));
        stage.permitted(
                "核对章程的期限：三天之内",
                "Checking the articles is due within three days",
                advisor.put(
                        at + "/steps/ARTICLES_CHECKED/due",
                        Map.of("due", stage.today().plusDays(3).toString())));
        leftToDecide(seller);
    }

    private void leftToDecide(Party seller) {
        stage.permitted(
                "合规负责人登记顾问乙的培训，等本人确认",
                "The compliance officer records advisor B's training, to be confirmed",
                staff.compliance()
                        .actor()
                        .post(
                                "/api/training/attestations",
                                Map.of(
                                        "person",
                                        staff.second().person(),
                                        "course",
                                        "CONFIDENTIALITY",
                                        "expiresAt",
                                        stage.clock()
                                                .instant()
                                                .plus(Duration.ofDays(300))
                                                .toString())));
        stage.permitted(
                "负责人提议培训下月生效，等第二人同意",
                "The owner proposes that training counts; a second person has to agree",
                new ClauseChange(stage, staff).propose("TRAINING", "IN_FORCE", "观察期满，正式生效"));
        Answer lead = stage.permitted(
                "顾问乙又登记了同一位卖方，只看到“已提交”",
                "Advisor B enters the same seller again and learns nothing from it",
                staff.second()
                        .actor()
                        .post(
                                "/api/clients",
                                Map.of("kind", "PERSON", "name", seller.name(), "mobile", seller.mobile())));
        stage.checked(
                "顾问乙的答复里没有任何重复的提示",
                "The answer gives no hint of the other file",
                "2",
                Integer.toString(lead.body().size()));
        Answer duplicates = staff.compliance().actor().get("/api/clients/duplicates");
        stage.checked(
                "疑似重复到了合规负责人那里",
                "The suspected duplicate is with the compliance officer",
                "found 1",
                "found " + duplicates.body().size());
    }
}
