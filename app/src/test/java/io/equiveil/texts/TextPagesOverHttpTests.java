package io.equiveil.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A text is read, edited, adopted, compared and printed, by those who may.
class TextPagesOverHttpTests {

    private static final House HOUSE = House.open();

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);
    private final SignedInPerson advisor = PeopleInTests.staff(HOUSE, Role.ADVISOR);

    @Test
    void theOwnerEditsAdoptsComparesAndPrints() {
        Browser browser = Browser.signedIn(HOUSE, owner);
        assertThat(browser.open("/texts?lang=zh-CN").body()).contains("制度与文本", "隐私政策", "未采用");
        assertThat(browser.open("/texts?kind=SET_UP").body())
                .contains("/texts/emergency-plan")
                .doesNotContain("/texts/rules-devices");
        assertThat(browser.open("/texts/rules-devices").body())
                .contains("未经律师审定，请贵所确认", "href=\"/law/MLPS-2\"", "采用这份文字");

        String page = browser.open("/texts/rules-devices/draft").body();
        String basis = page.replaceAll("(?s).*name=\"basis\" value=\"([0-9a-f]{64})\".*", "$1");
        HttpResponse<String> wrong = browser.submit(
                "/texts/rules-devices/draft",
                Map.of("in", "zh-CN", "basis", basis, "body", "第一条　{{salary}}依 [PIPL-777]。"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("没有“{{salary}}”这个填写处", "“PIPL-777”不是现行的法规条目编号", "第一条　{{salary}}依");

        browser.open("/texts/rules-devices/draft");
        assertThat(browser.follow(browser.submit(
                                "/texts/rules-devices/draft",
                                Map.of("in", "zh-CN", "basis", basis, "body", "第一条　只用登记过的设备。[NDSR-9]")))
                        .body())
                .contains("草稿已保存", "已修改，待采用");
        assertThat(browser.open("/texts/rules-devices/difference").body()).contains("<del", "<ins");

        String proposed = browser.open("/texts/rules-devices?words=proposed").body();
        String hash = proposed.replaceAll("(?s).*name=\"shown\" value=\"([0-9a-f]{64})\".*", "$1");
        assertThat(browser.follow(browser.submit("/texts/rules-devices/adoption", Map.of("shown", hash)))
                        .body())
                .contains("已采用，并写入存证记录", "已采用（已修改）");
        assertThat(browser.open("/texts/rules-devices/paper").body())
                .contains("第一条　只用登记过的设备。", hash)
                .doesNotContain("[NDSR-9]", "/law/");
        assertThat(HOUSE.bean(Texts.class).adopted(new TextId("rules-devices")))
                .get()
                .satisfies(words -> assertThat(
                                words.hash(new TextId("rules-devices")).hex())
                        .isEqualTo(hash));
        assertThat(browser.open("/texts/no-such-text").statusCode()).isEqualTo(404);
    }

    @Test
    void othersReadAndDoNotDecide() {
        Browser browser = Browser.signedIn(HOUSE, advisor);

        assertThat(browser.open("/texts/privacy-policy?lang=en").body())
                .contains("Notice comes before collection")
                .doesNotContain("Adopt these words");
        assertThat(browser.submit("/texts/privacy-policy/adoption", Map.of("shown", "0".repeat(64)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browser(HOUSE).open("/texts").statusCode()).isIn(302, 303, 401);
    }

    @Test
    void programsDoTheSame() throws Exception {
        assertThat(call("GET", "/api/texts", "", owner).body()).contains("\"id\":\"mandate\"", "\"forSetUp\":true");
        String whole = call("GET", "/api/texts/notice-84", "", owner).body();
        assertThat(whole).contains("\"state\":\"NOT_ADOPTED\"", "\"zh-CN\":", "\"en\":");
        String hash = whole.replaceAll("(?s).*\"proposed\":\\{.*?\"hash\":\"([0-9a-f]{64})\".*", "$1");

        assertThat(call("POST", "/api/texts/notice-84/adoption", "{\"shown\":\"" + "0".repeat(64) + "\"}", owner)
                        .body())
                .contains("urn:equiveil:problem:text-refused", "CHANGED_MEANWHILE");
        assertThat(call("POST", "/api/texts/notice-84/adoption", "{\"shown\":\"" + hash + "\"}", owner)
                        .body())
                .contains("\"state\":\"ADOPTED\"");
        assertThat(call(
                                "PUT",
                                "/api/texts/notice-84/draft",
                                "{\"language\":\"en\",\"basis\":\"" + hash + "\",\"body\":\"{{x}}\"}",
                                owner)
                        .body())
                .contains("urn:equiveil:problem:text-unsound", "\"unknownFields\":[\"x\"]");
        assertThat(call("POST", "/api/texts/notice-84/keeping", "", advisor).statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/api/texts/Nothing", "", owner).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> call(String method, String path, String body, SignedInPerson who)
            throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                            .header("Authorization", "Bearer " + who.token())
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
