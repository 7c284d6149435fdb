package io.equiveil.evidence;

import io.equiveil.engine.FirstStart;
import io.equiveil.engine.Play;
import io.equiveil.engine.ThisProgram;
import io.equiveil.evidence.Actor.Answer;
import io.equiveil.evidence.PlayReport.Account;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The example transfer that `demo` plays through the public HTTP interface: a seller, a buyer, an advisor, a
/// second
/// advisor who has no business there, and a compliance officer. Says of each step what was expected and what
/// came.
///
/// All persons and numbers are invented; identifiers have right check digits and belong to nobody.
@Component
class ExamplePlay implements Play {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Optional<FirstStart> firstStart;
    private final Clock clock;

    ExamplePlay(Optional<FirstStart> firstStart, Clock clock) {
        this.firstStart = firstStart;
        this.clock = clock;
    }

    @Override
    public boolean play(PlaySettings settings) {
        Optional<String> link = firstStart.flatMap(FirstStart::oneTimePath);
        if (link.isEmpty()) {
            System.out.println("示例此前已演过，服务继续运行。 / The example was played before; the server keeps running.");
            return true;
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new Performance(settings, http, link.get()).perform();
        }
    }

    /// A member of staff in the play.
    private record Colleague(Actor actor, AuthenticatorApp app, String person) {}

    /// A client in the play.
    private record Party(Actor actor, String subject, String mobile, String pin, String notice) {}

    /// One performance.
    private final class Performance {

        private final PlaySettings settings;
        private final HttpClient http;
        private final String link;
        private final PlayReport report = new PlayReport();
        private final Instant began = clock.instant();

        Performance(PlaySettings settings, HttpClient http, String link) {
            this.settings = settings;
            this.http = http;
            this.link = link;
        }

        boolean perform() {
            try {
                line();
            } catch (RuntimeException broken) {
                report.step("未能演完 / the play broke off", "-", broken.getClass().getSimpleName(), false);
            }
            report.write(settings);
            report.summary();
            return report.allAsExpected();
        }

        private void line() {
            Actor public_ = new Actor(http, settings.baseUrl());
            report.ledger(
                    settings.baseUrl() + "/ledger/",
                    new String(public_.get("/ledger/key").bytes()).strip());

            Colleague owner = firstAdministrator();
            Colleague advisor = hire(owner, "advisor", "顾问甲", "沈一诺", Set.of("ADVISOR"));
            Colleague stranger = hire(owner, "advisor2", "顾问乙", "陆知行", Set.of("ADVISOR"));
            Colleague compliance = hire(owner, "compliance", "合规甲", "顾清源", Set.of("COMPLIANCE_OFFICER"));

            Party seller = takeOn(advisor, "卖方 / seller", "欧阳静澜", "13800000000", "44030019040229002X", "258013");
            allowed(
                    "顾问一键取得自己客户的电话 / the advisor opens the client's number",
                    advisor.actor().post("/api/clients/" + seller.subject() + "/mobile/opening", Map.of()));
            refused(
                    "另一位顾问看不到 / another advisor sees nothing",
                    stranger.actor().post("/api/clients/" + seller.subject() + "/mobile/opening", Map.of()));
            refused(
                    "合规负责人默认看不到原文 / the compliance officer sees no values",
                    compliance
                            .actor()
                            .post(
                                    "/api/clients/" + seller.subject() + "/facts/PERSON_IDENTITY/opening",
                                    Map.of("masked", false)));

            Party buyer = takeOn(advisor, "买方 / buyer", "司徒望舒", "19200000000", "33010019050605018X", "739204");

            String matter = expected(
                            "开立项目 / a matter opens",
                            201,
                            advisor.actor()
                                    .post(
                                            "/api/matters",
                                            Map.of(
                                                    "codeName", "青松",
                                                    "form", "LIMITED_COMPANY",
                                                    "mandate", "BOTH",
                                                    "seller", seller.subject())))
                    .text("id");
            String at = "/api/matters/" + matter;
            Map<String, String> deal = Map.of(
                    "industry", "精密仪器",
                    "region", "长三角",
                    "stakeBand", "20%–30%",
                    "targetName", "澄江微光仪器有限公司",
                    "quantity", "1250000",
                    "price", "18760000元");
            report.confidential("澄江微光仪器有限公司", "18760000元");
            allowed("交易内容封存 / the deal is sealed", advisor.actor().put(at + "/deal", Map.of("fields", deal)));
            refused("未告知居间，不能推介 / no teaser before both mandates are told", stage(advisor, at, "BLIND_TEASER"));
            allowed(
                    "告知卖方居间 / the seller is told",
                    advisor.actor().post(at + "/told-of-both", Map.of("subject", seller.subject())));
            allowed("进入匿名推介 / blind teaser", stage(advisor, at, "BLIND_TEASER"));
            allowed(
                    "邀请买方 / a buyer is invited",
                    advisor.actor().post(at + "/buyers", Map.of("subject", buyer.subject())));
            allowed(
                    "告知买方居间 / the buyer is told",
                    advisor.actor().post(at + "/told-of-both", Map.of("subject", buyer.subject())));
            allowed("进入买方保密协议 / buyer's agreement", stage(advisor, at, "BUYER_NDA"));
            refused(
                    "买方尚未签署，看不到交易内容 / nothing before the buyer signs",
                    buyer.actor().get(at + "/deal?purpose=DUE_DILIGENCE"));
            Answer paper = expected(
                    "起草买方保密协议 / the buyer's agreement is written",
                    201,
                    advisor.actor()
                            .post(at + "/buyers/" + buyer.subject() + "/agreement", Map.of("language", "zh-CN")));
            sign(advisor, buyer, paper.text("agreement"));
            allowed("进入卖方确认 / seller's turn", stage(advisor, at, "SELLER_APPROVES_BUYER"));
            refused(
                    "卖方未确认，买方仍看不到 / still nothing before the seller agrees",
                    buyer.actor().get(at + "/deal?purpose=DUE_DILIGENCE"));
            String shown = public_.get("/api/consent/notices/buyer-disclosure?lang=zh-CN")
                    .text("contentHash");
            allowed(
                    "卖方就这位买方单独同意并确认 / the seller consents for this one buyer",
                    seller.actor()
                            .post(
                                    at + "/admissions",
                                    Map.of(
                                            "language",
                                            "zh-CN",
                                            "shown",
                                            shown,
                                            "answers",
                                            List.of(Map.of(
                                                    "buyer", buyer.subject(),
                                                    "disclose", true,
                                                    "complete", true)))));
            allowed("进入尽职调查 / due diligence", stage(advisor, at, "DUE_DILIGENCE"));
            allowed("买方看到交易内容 / the buyer sees the deal", buyer.actor().get(at + "/deal?purpose=DUE_DILIGENCE"));

            withdrawal(seller, buyer, at);
            closing(advisor, compliance, seller, at);
            proof(public_, seller);
        }

        private Colleague firstAdministrator() {
            Actor owner = new Actor(http, settings.baseUrl());
            String secret = link.substring(link.lastIndexOf('/') + 1);
            Answer invited = expected(
                    "设立第一位管理员 / the first administrator",
                    201,
                    owner.post(
                            "/api/identity/first-administrators",
                            Map.of("link", secret, "name", "秦岳", "login", "owner", "codeName", "负责人")));
            report.confidential("秦岳");
            return enrol(owner, invited, "owner", "OWNER");
        }

        private Colleague hire(Colleague owner, String login, String codeName, String name, Set<String> roles) {
            report.confidential(name);
            Answer invited = expected(
                    "邀请" + codeName + " / " + login + " is invited",
                    201,
                    owner.actor()
                            .post(
                                    "/api/identity/people",
                                    Map.of(
                                            "kind",
                                            "STAFF",
                                            "name",
                                            name,
                                            "login",
                                            login,
                                            "codeName",
                                            codeName,
                                            "roles",
                                            roles)));
            return enrol(
                    new Actor(http, settings.baseUrl()),
                    invited,
                    login,
                    roles.iterator().next());
        }

        private Colleague enrol(Actor actor, Answer invited, String login, String role) {
            String password = PlayReport.newPassword();
            Answer seed =
                    actor.post("/api/identity/enrolments", Map.of("link", invited.text("link"), "password", password));
            AuthenticatorApp app = new AuthenticatorApp(seed.text("totpSecret"));
            actor.post(
                    "/api/identity/enrolments/confirmations", Map.of("link", invited.text("link"), "code", app.next()));
            Answer opened = expected(
                    login + " 以口令与动态码登录 / signs in with two factors",
                    201,
                    actor.post("/api/session/staff", Map.of("login", login, "password", password, "code", app.next())));
            actor.hold(opened.text("token"));
            report.account(new Account(role, login, password, seed.text("totpSecret"), ""));
            actor.post("/api/own-agreement", Map.of("language", "zh-CN"));
            allowed(
                    login + " 签署本人的保密承诺书 / signs the own undertaking",
                    actor.post("/api/own-agreement/signature", Map.of("code", app.next())));
            return new Colleague(actor, app, opened.text("person"));
        }

        /// First contact, notice, agreement, consent, facts: in this order, and not otherwise.
        private Party takeOn(Colleague advisor, String who, String name, String mobile, String identity, String pin) {
            report.confidential(name, mobile, identity);
            Answer lead = expected(
                    who + "：首次接触 / first contact",
                    201,
                    advisor.actor().post("/api/clients", Map.of("kind", "PERSON", "name", name, "mobile", mobile)));
            String subject = lead.text("subject");
            String at = "/api/clients/" + subject;
            refused(
                    who + "：告知之前不能收集 / no facts before the notice",
                    advisor.actor()
                            .put(
                                    at + "/facts/PERSON_IDENTITY",
                                    Map.of(
                                            "fields",
                                            Map.of("documentType", "RESIDENT_ID", "documentNumber", identity))));
            String shown = advisor.actor()
                    .get("/api/consent/notices/client-intake?lang=zh-CN")
                    .text("contentHash");
            Answer served = expected(
                    who + "：出示告知书 / the notice is served",
                    201,
                    advisor.actor()
                            .post(at + "/notice", Map.of("language", "zh-CN", "shown", shown, "means", "PAPER")));
            Answer paper = expected(
                    who + "：起草保密协议 / the agreement is written",
                    201,
                    advisor.actor().post(at + "/agreement", Map.of("language", "zh-CN")));
            Actor client = new Actor(http, settings.baseUrl());
            String code = advisor.actor().post(at + "/portal", Map.of()).text("code");
            Answer opened = expected(
                    who + "：手机号、一次性码、自设密码登录 / signs in by telephone",
                    201,
                    client.post("/api/session/client", Map.of("mobile", mobile, "code", code, "newPin", pin)));
            client.hold(opened.text("token"));
            Party party = new Party(client, subject, mobile, pin, served.text("notice"));
            sign(advisor, party, paper.text("agreement"));
            for (String item : List.of("mandate", "identity", "account", "introduction")) {
                allowed(
                        who + "：同意“" + item + "” / consents",
                        client.post(
                                "/api/consent/answers",
                                Map.of("notice", party.notice(), "item", item, "yes", true, "means", "SCREEN")));
            }
            allowed(who + "：姓名 / name", client.put(at + "/facts/PERSON_NAME", Map.of("fields", Map.of("name", name))));
            allowed(
                    who + "：联系方式 / contact",
                    client.put(
                            at + "/facts/PERSON_CONTACT",
                            Map.of("fields", Map.of("mobile", mobile, "address", "示例省示例市示例路一号"))));
            allowed(
                    who + "：身份证件 / identity",
                    client.put(
                            at + "/facts/PERSON_IDENTITY",
                            Map.of("fields", Map.of("documentType", "RESIDENT_ID", "documentNumber", identity))));
            report.account(new Account("CLIENT", mobile, "", "", pin));
            return party;
        }

        private void sign(Colleague advisor, Party party, String agreement) {
            String at = "/api/agreements/" + agreement;
            allowed(
                    "本公司签署并发送 / the firm signs and sends",
                    advisor.actor()
                            .post(at + "/sending", Map.of("code", advisor.app().next())));
            String code = advisor.actor()
                    .post("/api/clients/" + party.subject() + "/portal", Map.of())
                    .text("code");
            allowed(
                    "对方以验证码、密码与手写签名签署 / the other side signs",
                    party.actor()
                            .post(
                                    at + "/signature",
                                    Map.of("code", code, "pin", party.pin(), "handwriting", handwriting())));
        }

        private Answer stage(Colleague advisor, String matter, String to) {
            return advisor.actor().post(matter + "/stage", Map.of("to", to));
        }

        private void withdrawal(Party seller, Party buyer, String matter) {
            JsonNode records = seller.actor()
                    .get("/api/consent/subjects/" + seller.subject() + "/records")
                    .body();
            for (JsonNode each : records) {
                if (each.path("purpose").asString("").equals("DUE_DILIGENCE")
                        && each.path("state").asString("").equals("GIVEN")) {
                    allowed(
                            "卖方撤回对这位买方的同意 / the seller withdraws",
                            seller.actor()
                                    .post(
                                            "/api/consent/records/"
                                                    + each.path("id").asString("") + "/withdrawal",
                                            Map.of("means", "SCREEN")));
                }
            }
            refused(
                    "撤回后下一次查阅即被拒绝 / the very next reading is refused",
                    buyer.actor().get(matter + "/deal?purpose=DUE_DILIGENCE"));
        }

        private void closing(Colleague advisor, Colleague compliance, Party seller, String at) {
            String today = LocalDate.now(clock.withZone(SHANGHAI)).toString();
            step(advisor, at, today, "ARTICLES_CHECKED", "CONTRIBUTIONS_CHECKED");
            allowed("进入签约 / agreement", stage(advisor, at, "AGREEMENT"));
            step(advisor, at, today, "TRANSFER_AGREEMENT");
            allowed("进入通知其他股东 / notice to shareholders", stage(advisor, at, "SHAREHOLDER_NOTICE"));
            refused("通知未完成，不能付款 / no payment before the notice", stage(advisor, at, "PAYMENT"));
            shareholders(advisor, at);
            step(advisor, at, today, "SHAREHOLDERS_NOTIFIED", "SHAREHOLDERS_ANSWERED");
            allowed("进入付款 / payment", stage(advisor, at, "PAYMENT"));
            step(advisor, at, today, "PAYMENT_CONFIRMED");
            allowed("进入完税 / tax", stage(advisor, at, "TAX"));
            step(advisor, at, today, "TAX_REPORTED", "STAMP_DUTY_PAID", "TAX_PAID");
            allowed("进入变更登记 / registration", stage(advisor, at, "REGISTRATION"));
            step(
                    advisor,
                    at,
                    today,
                    "REGISTER_CHANGED",
                    "CERTIFICATE_REPLACED",
                    "REGISTRATION_CHANGED",
                    "CHANGE_PUBLICISED");
            allowed("结项 / the matter closes", advisor.actor().post(at + "/closure", Map.of()));
            allowed("申请销毁 / destruction is asked for", advisor.actor().post(at + "/destruction-request", Map.of()));
            refused("申请人自己不能批准 / not by the same person", advisor.actor().post(at + "/destruction", Map.of()));
            allowed(
                    "第二人批准，密钥销毁 / a second person destroys the keys",
                    compliance.actor().post(at + "/destruction", Map.of()));
            allowed("销毁证明 / the certificate", seller.actor().get(at + "/certificate"));
        }

        private void step(Colleague advisor, String at, String on, String... steps) {
            for (String step : steps) {
                Answer shown = advisor.actor().upload(at + "/documents", step, page());
                allowed(
                        "法定步骤 " + step,
                        advisor.actor()
                                .post(at + "/steps/" + step, Map.of("on", on, "documents", List.of(shown.text("id")))));
            }
        }

        /// One of the other shareholders stays silent until the time is over, the other waives in writing.
        private void shareholders(Colleague advisor, String at) {
            LocalDate today = LocalDate.now(clock.withZone(SHANGHAI));
            report.confidential("林知秋", "何以宁");
            Answer silent = expected(
                    "登记其他股东 / another shareholder is entered",
                    201,
                    advisor.actor().post(at + "/shareholders", Map.of("name", "林知秋", "share", "30")));
            Answer waiving = expected(
                    "登记其他股东 / another shareholder is entered",
                    201,
                    advisor.actor().post(at + "/shareholders", Map.of("name", "何以宁", "share", "20")));
            String first = silent.body().path("shareholders").get(0).path("id").asString("");
            String second =
                    waiving.body().path("shareholders").get(1).path("id").asString("");
            allowed(
                    "书面通知 / the notice",
                    advisor.actor()
                            .put(
                                    at + "/shareholders/" + first + "/notice",
                                    Map.of(
                                            "sent", today.minusDays(60).toString(),
                                            "received", today.minusDays(58).toString())));
            allowed(
                    "书面通知 / the notice",
                    advisor.actor()
                            .put(
                                    at + "/shareholders/" + second + "/notice",
                                    Map.of(
                                            "sent", today.minusDays(3).toString(),
                                            "received", today.minusDays(2).toString())));
            refused(
                    "期限未满，不能视为放弃 / time still runs, so silence is no waiver yet",
                    advisor.actor().post(at + "/steps/SHAREHOLDERS_ANSWERED", Map.of("on", today.toString())));
            allowed(
                    "书面放弃优先购买权 / a waiver in writing",
                    advisor.actor()
                            .put(
                                    at + "/shareholders/" + second + "/reply",
                                    Map.of("reply", "WAIVES", "on", today.toString())));
        }

        /// The ledger and the seller's evidence, checked by the program that strangers get, in a process of
        /// its own.
        private void proof(Actor anybody, Party seller) {
            allowed("“谁看过我的资料” / who looked at my data", seller.actor().get("/api/portal/lookups"));
            String key = new String(anybody.get("/ledger/key").bytes()).strip();
            int verdict = run("verify", settings.baseUrl() + "/ledger/", "--key", key);
            report.step("核验整本账本 / the whole ledger verifies", "0", Integer.toString(verdict), verdict == 0);
            evidence(seller, key);
            List<String> found = report.searchFor(settings.dataFolder(), began);
            report.step("在可写目录中搜索保密内容 / search for confidential values", "0", found.size() + "", found.isEmpty());
        }

        /// The seller takes home what was recorded about its data, and anybody can check it.
        private void evidence(Party seller, String key) {
            Answer file = seller.actor().get("/api/portal/evidence");
            for (int tries = 0; tries < 20 && file.status() == 503; tries++) {
                AuthenticatorApp.pause();
                file = seller.actor().get("/api/portal/evidence");
            }
            allowed("下载本人的存证文件 / the seller takes the evidence home", file);
            try {
                Path kept = Files.createTempFile("equiveil-evidence", ".json");
                Files.write(kept, file.bytes());
                int verdict = run("verify", kept.toString(), "--key", key);
                Files.delete(kept);
                report.step("核验存证文件 / the evidence file verifies", "0", Integer.toString(verdict), verdict == 0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private int run(String... arguments) {
            try {
                return new ProcessBuilder(ThisProgram.command(arguments))
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return 2;
            }
        }

        private Answer expected(String name, int status, Answer answer) {
            boolean good = answer.status() == status || answer.ok() && status / 100 == 2;
            report.step(name, "permit", good ? "permit" : answer.status() + " " + answer.problem(), good);
            if (!good) {
                throw new IllegalStateException(name);
            }
            return answer;
        }

        private void allowed(String name, Answer answer) {
            report.step(name, "permit", answer.ok() ? "permit" : answer.status() + " " + answer.problem(), answer.ok());
        }

        private void refused(String name, Answer answer) {
            boolean no = answer.status() == 403 || answer.status() == 404 || answer.status() == 409;
            report.step(name, "refuse", no ? "refuse: " + answer.problem() : "permit", no);
        }
    }

    /// A page of paper, more or less.
    private static byte[] page() {
        BufferedImage sheet = new BufferedImage(420, 594, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 420, 594);
        pen.setColor(Color.DARK_GRAY);
        for (int line = 0; line < 20; line++) {
            pen.drawLine(50, 80 + line * 22, 370, 80 + line * 22);
        }
        pen.dispose();
        return png(sheet);
    }

    private static byte[] png(BufferedImage picture) {
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A name written with a finger, more or less.
    private static String handwriting() {
        BufferedImage sheet = new BufferedImage(900, 360, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.drawArc(120, 90, 160, 170, 40, 260);
        pen.drawLine(330, 80, 300, 280);
        pen.drawLine(300, 160, 470, 140);
        pen.drawArc(500, 100, 220, 150, 200, 250);
        pen.drawLine(720, 110, 790, 270);
        pen.dispose();
        return Base64.getEncoder().encodeToString(png(sheet));
    }
}
