package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.ClientKind;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementSummary;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A simple matter over HTTP: opened with a buyer who is new, walked to registration on one screen, grown with nothing
/// typed again.
class SimpleMatterTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final APage pages = new APage(a.house);
    private final Api api = new Api(a.house);
    private final SubjectId sellerSubject = a.client(ClientKind.PERSON, "王小明");
    private final SignedInPerson seller = PeopleInTests.client(a.house, sellerSubject);
    private final String target = "澄江" + Long.toString(new Random().nextLong(1L << 40), 36) + "仪器有限公司";

    @Test
    void aSimpleMatterGoesFromOneFormToRegistrationAndGrows() {
        pages.shows("/matters", a.advisor, "/matters/simple/new");
        pages.shows("/matters/simple/new?client=" + sellerSubject, a.advisor, sellerSubject.toString());
        pages.shows("/clients/" + sellerSubject, a.advisor, "/matters/simple/new?client=" + sellerSubject);
        String path = opened();
        MatterId id = MatterId.parse(path.substring(path.lastIndexOf('/') + 1));
        MatterSummary matter = matter(id);
        assertThat(matter.simple()).isTrue();
        assertThat(matter.codeName()).startsWith("M-");
        SubjectId buyer = matter.buyers().getFirst().subject();

        // One screen: everybody masked, one button.
        pages.shows(path, a.advisor, path + "/growth");
        assertThat(pages.get(path, a.advisor).body())
                .contains("简易项目", "记录：已向转让方告知居间", "王*", "赵*", "变更登记")
                .doesNotContain("王小明", "赵一鸣", target, path + "/teaser");
        pages.shows(path + "?whole=true", a.advisor, path + "/team");
        press(path, "/told-of-both", Map.of("subject", sellerSubject.toString()));

        // The buyer's pack, on the buyer's own telephone, as one walk.
        SignedInPerson client = PeopleInTests.client(a.house, buyer);
        String pack = "/portal" + path + "/pack";
        pages.shows("/portal", client, pack);
        pages.shows("/portal" + path, client, pack);
        pages.shows(pack, client, "/portal/intake/" + buyer + "/notice");
        assertThat(pages.get(pack, client).body())
                .contains("民法典第九百六十二条", "阅读告知书")
                .doesNotContain("王小明", target);
        assertThat(pages.get(pack, a.advisor).statusCode()).isEqualTo(403);
        assertThat(api.get("/api" + path + "/packs", client.token()).body())
                .contains("NOTICE")
                .doesNotContain(sellerSubject.toString());
        String notice = pages.get("/portal/intake/" + buyer + "/notice", client).body();
        assertThat(pages.submit(
                                client,
                                "/portal/intake/" + buyer + "/notice",
                                Map.of(
                                        "shown",
                                        found(notice, "name=\"shown\" value=\"([0-9a-f]{64})\""),
                                        "language",
                                        "zh-CN"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get(pack, client).body()).contains("您的顾问正在准备");
        assertThat(pages.get(path, a.advisor).body()).contains("生成买方的保密协议");
        press("/clients/" + buyer, "/agreement", Map.of());
        assertThat(pages.get(path, a.advisor).body()).contains("查看买方的保密协议");
        sign(buyer);
        assertThat(pages.get(path, a.advisor).body()).contains("记录买方的答复");
        String questions = found(pages.get(pack, client).body(), "href=\"(/portal/consent/questions/[^\"]+)\"");
        assertThat(questions).endsWith("?next=" + pack);
        HttpResponse<String> answered =
                pages.submit(client, questions.replaceFirst("[?].*", ""), Map.of("agreed", "identity", "next", pack));
        assertThat(answered.headers().firstValue("Location").orElseThrow()).contains(pack);
        assertThat(pages.get(path, a.advisor).body()).contains("记录：已向买方告知居间");
        press(path, "/told-of-both", Map.of("subject", buyer.toString()));
        assertThat(pages.get(path, a.advisor).body()).contains("起草买方保密协议");
        press(path, "/buyers/" + buyer + "/agreement", Map.of());
        sign(buyer);
        assertThat(pages.get(pack, client).body()).contains("填写资料");

        // The teaser is passed over; the seller decides on its own telephone.
        assertThat(next(path)).containsExactly("ADVANCE", "BUYER_NDA");
        press(path, "/stage", Map.of("to", "BUYER_NDA"));
        press(path, "/stage", Map.of("to", "SELLER_APPROVES_BUYER"));
        assertThat(pages.get(path, a.advisor).body()).contains("请转让方决定这位买方");
        pages.shows("/portal" + path + "/pack", seller, "/portal" + path + "/buyers");
        String ask = pages.get("/portal" + path + "/buyers", seller).body();
        assertThat(pages.submit(
                                seller,
                                "/portal" + path + "/buyers",
                                Map.of(
                                        "language",
                                        "zh-CN",
                                        "shown",
                                        found(ask, "name=\"shown\" value=\"([0-9a-f]{64})\""),
                                        "buyer",
                                        buyer.toString(),
                                        "disclose",
                                        buyer.toString(),
                                        "complete",
                                        buyer.toString()))
                        .statusCode())
                .isEqualTo(302);

        // A second buyer is not for a simple matter, and the legal steps are the next thing until registration.
        String another = a.lead(ClientKind.PERSON, "钱多多").toString();
        assertThat(pages.submit(a.advisor, path + "/buyers", Map.of("subject", another))
                        .body())
                .contains("简易项目只有一位买方");
        press(path, "/stage", Map.of("to", "DUE_DILIGENCE"));
        assertThat(next(path)).contains("STEP");
        assertThat(next(path)).as("the first open step").anyMatch(what -> what.startsWith("transfers.step."));
        toRegistration(path, id);
        assertThat(matter(id).stage()).isEqualTo(MatterStage.REGISTRATION);
        assertThat(next(path)).contains("transfers.step.REGISTER_CHANGED");

        // It grows: everything that was in it still is, and the other buyer may come now.
        MatterSummary before = matter(id);
        String agreements = api.get("/api" + path + "/steps", a.advisor.token()).body();
        press(path, "/growth", Map.of());
        MatterSummary after = matter(id);
        assertThat(after.simple()).isFalse();
        assertThat(after).usingRecursiveComparison().ignoringFields("simple").isEqualTo(before);
        assertThat(api.get("/api" + path + "/steps", a.advisor.token()).body()).isEqualTo(agreements);
        pages.shows(path, a.advisor, path + "/team");
        assertThat(pages.get(path, a.advisor).body()).doesNotContain("匿名推介</strong>");
        press(path, "/buyers", Map.of("subject", another));
        assertThat(api.post("/api" + path + "/growth", Map.of(), a.advisor.token())
                        .body())
                .contains("NOT_SIMPLE");
    }

    @Test
    void aFormThatLacksSomethingSaysWhatAndKeepsTheRest() {
        SubjectId unsigned = a.lead(ClientKind.PERSON, "孙未签");
        HttpResponse<String> early = pages.submit(a.advisor, "/matters/simple", form(unsigned, "赵一鸣", "123"));
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("客户尚未签署保密协议", "新买方的手机号", "赵一鸣", target, "/clients/" + unsigned);
        assertThat(pages.submit(a.advisor, "/matters/simple", Map.of()).body()).contains("请选择客户");

        Map<String, Object> wanted = new HashMap<>(Map.of(
                "form",
                "JOINT_STOCK",
                "mandate",
                "SELLER",
                "seller",
                sellerSubject.value(),
                "buyer",
                sellerSubject.value(),
                "targetName",
                target,
                "ownInterest",
                false));
        assertThat(api.post("/api/matters/simple", wanted, a.advisor.token()).body())
                .contains("ALREADY_A_PARTY");
        wanted.put("buyer", UUID.randomUUID());
        assertThat(api.post("/api/matters/simple", wanted, a.advisor.token()).statusCode())
                .as("somebody else's client")
                .isEqualTo(404);
        wanted.put("buyer", unsigned.value());
        HttpResponse<String> opened = api.post("/api/matters/simple", wanted, a.advisor.token());
        assertThat(api.json(opened).get("simple").asBoolean()).isTrue();
        assertThat(api.post("/api/matters/" + api.text(opened, "id") + "/growth", Map.of(), a.advisor.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/matters/" + api.text(opened, "id") + "/next", a.advisor.token())
                        .statusCode())
                .as("a full matter has no single next thing")
                .isEqualTo(409);
    }

    private String opened() {
        HttpResponse<String> opened = pages.submit(
                a.advisor,
                "/matters/simple",
                form(sellerSubject, "赵一鸣", "199" + "%08d".formatted(new Random().nextInt(100_000_000))));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(302);
        return opened.headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("[?#;].*$", "");
    }

    private Map<String, String> form(SubjectId client, String buyer, String mobile) {
        return Map.of(
                "client",
                client.toString(),
                "buyerKind",
                "PERSON",
                "buyerName",
                buyer,
                "buyerMobile",
                mobile,
                "targetName",
                target,
                "form",
                "LIMITED_COMPANY",
                "mandate",
                "BOTH");
    }

    private void toRegistration(String path, MatterId id) {
        a.declare(seller, id);
        UUID document = a.document(id).value();
        for (MatterStage stage : List.of(
                MatterStage.AGREEMENT,
                MatterStage.SHAREHOLDER_NOTICE,
                MatterStage.PAYMENT,
                MatterStage.TAX,
                MatterStage.REGISTRATION)) {
            if (stage == MatterStage.PAYMENT) {
                press(path, "/shareholders/basis", Map.of("basis", "SOLE_SHAREHOLDER"));
            }
            MatterStage now = matter(id).stage();
            for (JsonNode step : api.json(api.get("/api" + path + "/steps", a.advisor.token()))
                    .get("steps")) {
                if (step.get("stage").asString().equals(now.name())) {
                    String at = "/steps/" + step.get("step").asString();
                    press(path, at + "/documents/attached", Map.of("document", document.toString()));
                    press(path, at + "/completion", Map.of("on", LocalDate.now().toString()));
                }
            }
            assertThat(next(path)).as("before %s", stage).containsExactly("ADVANCE", stage.name());
            press(path, "/stage", Map.of("to", stage.name()));
        }
    }

    private void sign(SubjectId subject) {
        a.sign(a.agreements.ofSubject(subject).stream()
                .filter(agreement -> agreement.inForceFrom().isEmpty())
                .map(AgreementSummary::id)
                .findFirst()
                .orElseThrow());
    }

    private List<String> next(String path) {
        JsonNode next = api.json(api.get("/api" + path + "/next", a.advisor.token()));
        return Stream.concat(
                        Stream.of(next.get("kind").asString()),
                        next.get("what").valueStream().map(JsonNode::asString))
                .toList();
    }

    private MatterSummary matter(MatterId id) {
        return a.matters.find(a.advisor.requester(), id).orElseThrow();
    }

    private void press(String path, String act, Map<String, String> fields) {
        HttpResponse<String> answer = pages.submit(a.advisor, path + act, fields);
        assertThat(answer.statusCode()).as("%s: %s", act, answer.body()).isEqualTo(302);
    }

    private static String found(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
