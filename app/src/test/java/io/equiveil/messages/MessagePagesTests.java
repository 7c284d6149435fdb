package io.equiveil.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Api;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.APage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The pages of messages and their REST twins.
class MessagePagesTests {

    private final House house = House.open();
    private final SignedInPerson administrator = PeopleInTests.staff(house, Role.ADMINISTRATOR);
    private final SignedInPerson client = PeopleInTests.client(house, SubjectId.random());

    @Test
    void theAdministratorSetsUpTriesAndTakesOutOfUse() throws Exception {
        try (AServer server = AServer.start()) {
            Browser browser = Browser.signedIn(house, administrator);
            browser.open("/messages/channels/sms");
            var wrong = browser.submit(
                    "/messages/channels/sms",
                    Map.of(
                            "style",
                            "TENCENT",
                            "address",
                            "http://far.example",
                            "access",
                            "AK",
                            "secret",
                            "very-secret"));
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("https 开头", "http://far.example").doesNotContain("very-secret");

            var right = browser.follow(browser.submit(
                    "/messages/channels/sms",
                    Map.of(
                            "style", "JSON",
                            "address", server.address(),
                            "secret", "very-secret",
                            "template.SIGN_IN_CODE", "SMS_1")));
            assertThat(right.body())
                    .contains("设置已保存", "/messages/channels/sms/report-address")
                    .doesNotContain("very-secret", "/api/messages/reports/");
            new APage(house).shows("/messages/channels/sms/report-address", administrator, "/api/messages/reports/");
            theAddressForReportsAsksForAFreshProof();
            var tried = browser.follow(browser.submit("/messages/channels/sms/trial", Map.of("to", "13900000000")));
            assertThat(tried.body()).contains("短信服务商已收下");
            assertThat(server.received).hasSize(1);
            var removed = browser.follow(browser.submit("/messages/channels/sms/removal", Map.of()));
            assertThat(removed.body()).contains("已停用");
        }
        new APage(house).shows("/messages/channels", administrator, "badge");
        for (String one : new String[] {"sms", "mail", "wecom", "dingtalk"}) {
            new APage(house).shows("/messages/channels/" + one, administrator, "<form");
        }
        new APage(house).shows("/messages", administrator, "tabs");
        assertThat(Browser.signedIn(house, client).open("/messages/channels").statusCode())
                .isEqualTo(403);
    }

    private void theAddressForReportsAsksForAFreshProof() {
        SignedInPerson longAgo = PeopleInTests.staff(house, Role.ADMINISTRATOR);
        Api api = new Api(house);
        String there = "/api/messages/channels/sms/report-address";
        assertThat(api.get(there, longAgo.token()).body()).contains("/api/messages/reports/");
        assertThat(api.get("/api/messages/channels", longAgo.token()).body()).doesNotContain("/api/messages/reports/");

        PeopleInTests.provenLongAgo(house, longAgo);

        assertThat(api.get(there, longAgo.token()).statusCode()).isEqualTo(401);
        assertThat(new APage(house)
                        .get("/messages/channels/sms/report-address", longAgo)
                        .statusCode())
                .isEqualTo(303);
        assertThat(new APage(house).get("/messages/channels/sms", longAgo).body())
                .doesNotContain("/api/messages/reports/");
    }

    @Test
    void programsCanDoTheSame() {
        Api api = new Api(house);
        String token = administrator.token();
        var robot = Map.of("address", "https://robot.example/send?key=k", "secret", "SEC1");

        assertThat(api.send("PUT", "/api/messages/channels/wecom", json(robot), token)
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.send("PUT", "/api/messages/channels/dingtalk", json(robot), token)
                        .statusCode())
                .isEqualTo(204);
        var inside = api.send(
                "PUT",
                "/api/messages/channels/wecom",
                json(Map.of("address", "https://192.168.1.1/send?key=k", "secret", "SEC1")),
                token);
        assertThat(inside.statusCode()).isEqualTo(422);
        assertThat(inside.body()).contains("INSIDE");
        var noSecret = api.send(
                "PUT",
                "/api/messages/channels/mail",
                json(Map.of("host", "mail.example", "port", 465, "startTls", false, "user", "u", "sender", "no")),
                token);
        assertThat(noSecret.statusCode()).isEqualTo(422);
        assertThat(noSecret.body()).contains("SENDER", "SECRET");
        var sms = api.send(
                "PUT",
                "/api/messages/channels/sms",
                json(Map.of("style", "JSON", "templates", Map.of("SIGN_IN_CODE", "S"))),
                token);
        assertThat(sms.body()).contains("ADDRESS");
        var listed = api.get("/api/messages/channels", token);
        assertThat(listed.body()).contains("IN_USE").doesNotContain("key=k", "SEC1");
        assertThat(api.post("/api/messages/channels/sms/trials", Map.of("to", "13900000000"), token)
                        .statusCode())
                .isEqualTo(409);
        assertThat(api.delete("/api/messages/channels/wecom", token).statusCode())
                .isEqualTo(204);
        assertThat(api.delete("/api/messages/channels/dingtalk", token).statusCode())
                .isEqualTo(204);
        assertThat(api.send("POST", "/api/messages/reports/guess", "[]", null).statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/messages/sent", token).statusCode()).isEqualTo(200);
        assertThat(api.get("/api/messages/sent", client.token()).statusCode()).isEqualTo(403);
    }

    @Test
    void everybodySaysHowToBeTold() {
        new APage(house).shows("/messages/preferences", client, "name=\"mail\"");
        new APage(house).shows("/messages/preferences", administrator, "name=\"mail\"");
        Browser browser = Browser.signedIn(house, client);
        browser.open("/messages/preferences");

        var wrong = browser.submit("/messages/preferences", Map.of("mail", "yes", "from", "", "to", ""));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请填写一个正确的邮箱地址");
        var half = browser.submit("/messages/preferences", Map.of("sms", "yes", "from", "22:00", "to", ""));
        assertThat(half.body()).contains("请把开始和结束都填上");
        var right = browser.follow(browser.submit(
                "/messages/preferences",
                Map.of("mail", "yes", "address", "lin@client.example", "from", "22:00", "to", "07:30")));
        assertThat(right.body()).contains("l***@client.example", "22:00", "07:30");

        Api api = new Api(house);
        var said = api.get("/api/messages/preferences", client.token());
        assertThat(said.body()).contains("\"mail\":true", "22:00").doesNotContain("client.example");
        assertThat(api.send(
                                "PUT",
                                "/api/messages/preferences",
                                json(Map.of("sms", true, "mail", false, "english", true)),
                                client.token())
                        .statusCode())
                .isEqualTo(204);
    }

    private static String json(Map<String, ?> body) {
        return tools.jackson.databind.json.JsonMapper.builder().build().writeValueAsString(body);
    }
}
