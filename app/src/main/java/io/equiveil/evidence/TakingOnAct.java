package io.equiveil.evidence;

import io.equiveil.evidence.Actor.Sent;
import io.equiveil.evidence.PlayReport.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A client is taken on: first contact, notice, agreement, consent, facts; in this order, and not otherwise.
final class TakingOnAct {

    /// What the client is asked to agree to, item by item.
    private static final Map<String, Words.Said> ITEMS = new LinkedHashMap<>();

    static {
        ITEMS.put("mandate", new Words.Said("办理委托", "handling the mandate"));
        ITEMS.put("identity", new Words.Said("核验身份", "checking the identity"));
        ITEMS.put("account", new Words.Said("收付款", "payment"));
        ITEMS.put("introduction", new Words.Said("匿名推介", "anonymous introduction"));
    }

    private final Stage stage;
    private final Staff staff;

    TakingOnAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /// Which client comes next.
    ///
    /// @param kind PERSON or COMPANY
    record Coming(String chinese, String english, String kind, String name, String mobile) {

        /// At the beginning of an English sentence.
        String begins() {
            return Character.toUpperCase(english.charAt(0)) + english.substring(1);
        }
    }

    /// The seller: a natural person, who signs on the screen.
    Party seller() {
        stage.act("卖方建档", "The seller is taken on");
        Coming coming =
                new Coming("卖方", "the seller", "PERSON", stage.invented().person("欧阳"), "13800000000");
        Party seller = begin(staff.advisor(), coming, "client-intake");
        signOnScreen(staff.advisor(), seller, write(staff.advisor(), seller, coming), coming);
        consent(seller, coming);
        personFacts(seller, coming, "440300");
        gateOfTheFile(seller);
        return seller;
    }

    /// The buyer: another advisor's client, who signs on paper.
    Party buyer() {
        stage.act("买方建档（纸质签署）", "The buyer is taken on, and signs on paper");
        Coming coming = new Coming("买方", "the buyer", "PERSON", stage.invented().person("司徒"), "19200000000");
        Party buyer = begin(staff.second(), coming, "client-intake");
        signOnPaper(staff.second(), write(staff.second(), buyer, coming), coming);
        consent(buyer, coming);
        personFacts(buyer, coming, "330100");
        stage.needed(
                "顾问乙请顾问甲一起负责买方",
                "Advisor B puts advisor A in charge of the buyer as well",
                staff.second()
                        .actor()
                        .put(
                                "/api/clients/" + buyer.subject() + "/in-charge/"
                                        + staff.advisor().person(),
                                Map.of()));
        return buyer;
    }

    /// A company, whose handling person signs on paper; without a heading of its own.
    Party company() {
        Coming coming =
                new Coming("企业客户", "a company", "COMPANY", stage.invented().company("远岫"), "17000000000");
        Party company = begin(staff.advisor(), coming, "company-intake");
        signOnPaper(staff.advisor(), write(staff.advisor(), company, coming), coming);
        consent(company, coming);
        facts(company, coming, "COMPANY_NAME", "名称", "the name", Map.of("name", coming.name()));
        String code = stage.invented().creditCode();
        stage.report().confidential(code);
        facts(company, coming, "COMPANY_IDENTITY", "统一社会信用代码", "the credit code", Map.of("creditCode", code));
        return company;
    }

    private Party begin(Colleague advisor, Coming coming, String noticeId) {
        stage.report().confidential(coming.name(), coming.mobile());
        Answer lead = stage.needed(
                coming.chinese() + "首次接触：只记称呼和手机号",
                "First contact with " + coming.english() + ": a name and a mobile number only",
                advisor.actor()
                        .post(
                                "/api/clients",
                                Map.of("kind", coming.kind(), "name", coming.name(), "mobile", coming.mobile())));
        String subject = lead.text("subject");
        String at = "/api/clients/" + subject;
        stage.refused(
                "告知之前，不能收集其他资料",
                "Nothing else is collected before the notice",
                "section-locked",
                advisor.actor().put(at + "/facts/" + coming.kind() + "_NAME", Map.of("fields", Map.of("name", "某某"))));
        String shown = advisor.actor()
                .get("/api/consent/notices/" + noticeId + "?lang=zh-CN")
                .text("contentHash");
        Answer served = stage.needed(
                "出示告知书，原样留存",
                "The notice is served and kept as it was shown",
                advisor.actor().post(at + "/notice", Map.of("language", "zh-CN", "shown", shown, "means", "PAPER")));
        return new Party(
                stage.enters(),
                subject,
                coming.name(),
                coming.mobile(),
                stage.invented().pin(),
                served.text("notice"));
    }

    /// The agreement is written, and the client gets a way in, to read it first.
    private String write(Colleague advisor, Party party, Coming coming) {
        Answer written = stage.needed(
                "起草与" + coming.chinese() + "的保密协议",
                "The confidentiality agreement with " + coming.english() + " is written",
                advisor.actor().post("/api/clients/" + party.subject() + "/agreement", Map.of("language", "zh-CN")));
        Answer opened = stage.needed(
                coming.chinese() + "用手机号、当面出示的一次性码和自设的六位密码登录",
                coming.begins() + " signs in with mobile number, a code shown face to face and a PIN of their own",
                party.actor()
                        .post(
                                "/api/session/client",
                                Map.of(
                                        "mobile", party.mobile(),
                                        "code", stage.codeFor(advisor, party.subject()),
                                        "newPin", party.pin())));
        party.actor().hold(opened.text("token"));
        stage.report().account(new Account("CLIENT", party.mobile(), "", "", party.pin()));
        return written.text("agreement");
    }

    private void signOnScreen(Colleague advisor, Party party, String agreement, Coming coming) {
        new Signing(stage).onScreen(advisor, party, agreement, coming.chinese(), coming.english());
    }

    private void signOnPaper(Colleague advisor, String agreement, Coming coming) {
        String at = "/api/agreements/" + agreement;
        byte[] printed = stage.needed(
                        "打印协议，由双方在纸上签字盖章",
                        "The agreement is printed, signed and sealed on paper",
                        advisor.actor().get(at + "/document"))
                .bytes();
        stage.needed(
                "拍照录入签好的纸质协议",
                "The signed paper is taken in",
                advisor.actor()
                        .upload(
                                at + "/paper",
                                Map.of("signedOn", stage.today().toString(), "place", "档案柜三"),
                                List.of(Sent.of("协议.pdf", Props.scanned(printed)))));
        Map<String, Object> compared = Map.of(
                "pages", IntStream.rangeClosed(1, Props.pages(printed)).boxed().toList());
        stage.refused(
                "录入的人自己不能复核",
                "Whoever took it in cannot confirm it",
                "SAME_PERSON",
                advisor.actor().post(at + "/paper/confirmation", compared));
        stage.needed(
                "第二人核对原件，与" + coming.chinese() + "的协议生效",
                "A second person confirms it; the agreement with " + coming.english() + " is in force",
                staff.compliance().actor().post(at + "/paper/confirmation", compared));
    }

    private void consent(Party party, Coming coming) {
        ITEMS.forEach((item, said) -> stage.permitted(
                coming.chinese() + "单独选择：同意“" + said.chinese() + "”",
                coming.begins() + ", asked singly, agrees to " + said.english(),
                party.actor()
                        .post(
                                "/api/consent/answers",
                                Map.of("notice", party.notice(), "item", item, "yes", true, "means", "SCREEN"))));
    }

    private void personFacts(Party party, Coming coming, String area) {
        String number = stage.invented().residentId(area);
        String address = stage.invented().address();
        stage.report().confidential(number, address);
        facts(party, coming, "PERSON_NAME", "姓名", "the name", Map.of("name", party.name()));
        facts(
                party,
                coming,
                "PERSON_CONTACT",
                "联系方式",
                "contact details",
                Map.of("mobile", party.mobile(), "address", address));
        facts(
                party,
                coming,
                "PERSON_IDENTITY",
                "证件号码",
                "the identity number",
                Map.of("documentType", "RESIDENT_ID", "documentNumber", number));
    }

    private void facts(
            Party party, Coming coming, String section, String chinese, String english, Map<String, String> fields) {
        stage.permitted(
                coming.chinese() + "填写" + chinese + "，到达即封存",
                coming.begins() + " types " + english + ", sealed on arrival",
                party.actor().put("/api/clients/" + party.subject() + "/facts/" + section, Map.of("fields", fields)));
    }

    /// Who may open what of the seller's file, and who may not.
    private void gateOfTheFile(Party seller) {
        String at = "/api/clients/" + seller.subject();
        stage.permitted(
                "顾问甲一键打开自己客户的电话",
                "Advisor A opens the number of a client of their own in one tap",
                staff.advisor().actor().post(at + "/mobile/opening", Map.of()));
        stage.refused(
                "顾问乙打不开：不是他的客户",
                "Advisor B cannot: not a client of theirs",
                "unknown-subject",
                staff.second().actor().post(at + "/mobile/opening", Map.of()));
        stage.refused(
                "合规负责人默认看不到证件号码原文",
                "The compliance officer does not see the identity number itself",
                "NO_RULE_ALLOWS",
                staff.compliance().actor().post(at + "/facts/PERSON_IDENTITY/opening", Map.of("masked", false)));
        stage.permitted(
                "合规检查时可以看掩码",
                "For a check the mask is shown",
                staff.compliance().actor().post(at + "/facts/PERSON_IDENTITY/opening", Map.of("masked", true)));
    }
}
