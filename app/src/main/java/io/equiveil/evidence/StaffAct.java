package io.equiveil.evidence;

import io.equiveil.evidence.PlayReport.Account;
import java.util.Map;
import java.util.Set;

/// The firm begins: its first administrator, and those whom it invites. Nobody has a password that was given out.
final class StaffAct {

    private final Stage stage;

    StaffAct(Stage stage) {
        this.stage = stage;
    }

    /// @param link the one-time path that a first start prints
    Staff play(String link) {
        stage.act("开业", "The firm opens");
        Colleague owner = firstAdministrator(link.substring(link.lastIndexOf('/') + 1));
        Colleague advisor = hire(owner, "advisor", "顾问甲", "advisor A", "沈", "ADVISOR");
        Colleague second = hire(owner, "advisor2", "顾问乙", "advisor B", "陆", "ADVISOR");
        Colleague compliance = hire(owner, "compliance", "合规甲", "the compliance officer", "顾", "COMPLIANCE_OFFICER");
        Colleague security = hire(owner, "security", "安全甲", "the security officer", "韩", "SECURITY_OFFICER");
        stage.refused(
                "动态码不对，不能登录",
                "A wrong one-time password signs nobody in",
                "sign-in-refused",
                stage.enters()
                        .post(
                                "/api/session/staff",
                                Map.of("login", "advisor", "password", "不是这个口令", "code", "000000")));
        return new Staff(owner, advisor, second, compliance, security);
    }

    private Colleague firstAdministrator(String link) {
        String name = stage.invented().person("秦");
        stage.report().confidential(name);
        Map<String, String> first = Map.of("link", link, "name", name, "login", "owner", "codeName", "负责人");
        Answer invited = stage.needed(
                "用启动时打印的一次性链接建立第一位管理员",
                "The one-time link that the start printed makes the first administrator",
                stage.enters().post("/api/identity/first-administrators", first));
        stage.refused(
                "这个链接只能用一次",
                "The link works once",
                "link-dead",
                stage.enters().post("/api/identity/first-administrators", first));
        stage.refused(
                "太容易猜到的口令不能用",
                "A password that is easily guessed is not taken",
                "password-too-weak",
                stage.enters()
                        .post(
                                "/api/identity/enrolments",
                                Map.of("link", invited.text("link"), "password", "password1234")));
        return enrol(invited, "owner", "OWNER", "负责人", "the owner");
    }

    private Colleague hire(
            Colleague owner, String login, String codeName, String english, String surname, String role) {
        String name = stage.invented().person(surname);
        stage.report().confidential(name);
        Map<String, Object> invitation =
                Map.of("kind", "STAFF", "name", name, "login", login, "codeName", codeName, "roles", Set.of(role));
        Answer invited = stage.needed(
                "负责人邀请" + codeName,
                "The owner invites " + english,
                owner.actor().post("/api/identity/people", invitation));
        return enrol(invited, login, role, codeName, english);
    }

    /// Chooses a password, registers an authenticator, signs in with both.
    Colleague enrol(Answer invited, String login, String role, String codeName, String english) {
        Actor actor = stage.enters();
        String link = invited.text("link");
        String password = stage.invented().password();
        Answer seed = actor.post("/api/identity/enrolments", Map.of("link", link, "password", password));
        AuthenticatorApp app = new AuthenticatorApp(seed.text("totpSecret"));
        app.prove(code -> actor.post("/api/identity/enrolments/confirmations", Map.of("link", link, "code", code)));
        Answer opened = stage.needed(
                codeName + "自设口令、绑定动态码并登录",
                capital(english) + " signs in with a password of their own and a one-time password",
                app.prove(code ->
                        actor.post("/api/session/staff", Map.of("login", login, "password", password, "code", code))));
        actor.hold(opened.text("token"));
        stage.report().account(new Account(role, login, password, seed.text("totpSecret"), ""));
        actor.post("/api/own-agreement", Map.of("language", "zh-CN"));
        stage.needed(
                codeName + "签署本人的保密承诺书",
                capital(english) + " signs an undertaking of their own",
                app.prove(code -> actor.post("/api/own-agreement/signature", Map.of("code", code))));
        return new Colleague(actor, app, opened.text("person"));
    }

    private static String capital(String english) {
        return Character.toUpperCase(english.charAt(0)) + english.substring(1);
    }
}
