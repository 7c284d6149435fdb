package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.equiveil.House;
import io.equiveil.firm.FirmProfile;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The owner goes through the guide, leaves it, and finds everything again.
class SetUpPagesTests {

    private static final House HOUSE = House.open();
    private static final String BOUNDARY = "----form";

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER, Role.ADMINISTRATOR);
    private final Browser browser = Browser.signedIn(HOUSE, owner);

    @Test
    void theOwnerChoosesReadsAdoptsAndFindsItAllAgainElsewhere() {
        assertThat(browser.open("/set-up/profile?lang=zh-CN").body()).contains("第 1 步", "小型机构（30 人以内）", "保密承诺", "观察");
        assertThat(browser.submit("/set-up/profile", Map.of()).statusCode()).isEqualTo(422);
        assertThat(browser.follow(browser.submit("/set-up/profile", Map.of("size", "DIVIDED")))
                        .body())
                .contains("已保存机构类型");

        assertThat(browser.open("/set-up/papers").body())
                .contains("/set-up/papers/privacy-policy", "/set-up/papers/emergency-plan");
        String paper = browser.open("/set-up/papers/impact-assessment-clients").body();
        assertThat(paper).contains("第 3 份，共 4 份", "未经律师审定，请贵所确认", "先修改再采用");
        browser.submit("/set-up/papers/impact-assessment-clients/delay", Map.of());
        String hash = paper.replaceAll("(?s).*name=\"shown\" value=\"([0-9a-f]{64})\".*", "$1");
        assertThat(browser.submit("/set-up/papers/impact-assessment-clients/adoption", Map.of("shown", "0".repeat(64)))
                        .headers()
                        .firstValue("Location"))
                .get()
                .asString()
                .endsWith("/set-up/papers/impact-assessment-clients");
        browser.submit("/set-up/papers/impact-assessment-clients/adoption", Map.of("shown", hash));

        Browser elsewhere = Browser.signedIn(HOUSE, owner);
        assertThat(elsewhere
                        .open("/set-up/papers/impact-assessment-clients?lang=zh-CN")
                        .body())
                .contains("这份已经采用")
                .doesNotContain("先修改再采用");
        assertThat(elsewhere.open("/set-up?lang=en").body())
                .contains("What the first real deal still lacks")
                .doesNotContain("??");
        assertThat(HOUSE.bean(SetUp.class).guide().size()).contains(FirmSize.DIVIDED);
        assertThat(elsewhere.open("/set-up/papers/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aStepThatIsNotDoneCanWaitAndOneThatIsCannot() {
        HOUSE.ownerJdbc().sql("delete from setup.firm_size").update();
        HOUSE.ownerJdbc().sql("delete from setup.put_off").update();
        long before = kinds("set-up-step-put-off/v1");

        browser.open("/set-up");
        assertThat(browser.follow(browser.submit("/set-up/steps/profile/delay", Map.of()))
                        .body())
                .contains("已放到稍后");
        Guide guide = HOUSE.bean(SetUp.class).guide();
        assertThat(guide.of(SetUpStep.PROFILE).state()).isEqualTo(StepStanding.State.LATER);
        assertThat(guide.next()).isNotEqualTo(Optional.of(SetUpStep.PROFILE));
        assertThat(guide.lacks()).extracting(Lack::kind).contains(Lack.Kind.PROFILE_OPEN);

        assertThat(HOUSE.bean(SetUp.class).choose(owner.requester(), FirmSize.DIVIDED))
                .isInstanceOf(SetUpResult.Done.class);
        assertThat(HOUSE.bean(SetUp.class).putOff(owner.requester(), SetUpStep.PROFILE))
                .isInstanceOf(SetUpResult.AlreadyDone.class);
        assertThat(browser.submit("/set-up/steps/nothing/delay", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(kinds("set-up-step-put-off/v1")).isEqualTo(before + 1);
    }

    @Test
    void theFirmIsTypedAndAWrongCheckCharacterIsComparedFirst() {
        FirmProfile profile = HOUSE.bean(FirmProfile.class);
        String name = profile.current().name();
        String contact = profile.current().contact();
        browser.open("/set-up/firm?lang=zh-CN");

        var wrong = browser.submit(
                "/set-up/firm", Map.of("name", name, "creditCode", "91310115ma0000007g", "contact", contact));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("最后一位校验不对", "我已与营业执照逐位核对", "91310115ma0000007g");

        var right = browser.submit(
                "/set-up/firm",
                Map.of("name", name, "creditCode", "91310115MA0000007G", "contact", contact, "compared", "true"));
        assertThat(right.statusCode()).isBetween(300, 399);
        assertThat(profile.current().creditCode()).contains("91310115MA0000007G");
        profile.set(owner.requester(), name, "", contact);
    }

    @Test
    void aDutyThatTooFewCanDoLeadsToAnInvitationWithTheRole() {
        String page = browser.open("/staff/new?role=SECURITY_OFFICER").body();
        assertThat(page)
                .containsPattern("value=\"SECURITY_OFFICER\"[^>]*checked")
                .doesNotContainPattern("value=\"ADVISOR\"[^>]*checked");
        assertThat(browser.open("/staff/new?role=CLIENT").body()).doesNotContainPattern("name=\"roles\"[^>]*checked");
    }

    @Test
    void aPhotographOfTheLicenceSaysNameAndCodeAndIsNotKept() throws Exception {
        byte[] photograph = photograph("统一社会信用代码：91310115MA0000007H；名称：红枫企业服务有限公司");

        HttpResponse<String> answer = send("licence.jpg", photograph);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"creditCode\":\"91310115MA0000007H\"", "\"name\":\"红枫企业服务有限公司\"", "\"checks\":true");
        assertThat(send("wall.jpg", photograph("")).body()).contains("urn:equiveil:problem:no-qr-code");
        assertThat(send("link.jpg", photograph("https://example.invalid/%7B1%7D"))
                        .body())
                .contains("urn:equiveil:problem:licence-says-no-code");
        assertThat(send("x.jpg", "no picture".getBytes(StandardCharsets.UTF_8)).body())
                .contains("urn:equiveil:problem:file-refused");
    }

    @Test
    void programsSeeTheSameAndOthersDecideNothing() throws Exception {
        assertThat(call("GET", "/api/set-up", "", owner).body())
                .contains("\"step\":\"papers\"", "\"duty\":\"POLICY_CHANGE\"");
        assertThat(call("PUT", "/api/set-up/profile", "{\"size\":\"DIVIDED\"}", owner)
                        .body())
                .contains("\"size\":\"DIVIDED\"");
        assertThat(call("PUT", "/api/set-up/profile", "{}", owner).statusCode()).isEqualTo(400);
        assertThat(call("POST", "/api/set-up/steps/profile/delay", "", owner).body())
                .contains("urn:equiveil:problem:already-done");
        assertThat(call("POST", "/api/set-up/steps/else/delay", "", owner).statusCode())
                .isEqualTo(404);

        SignedInPerson officer = PeopleInTests.staff(HOUSE, Role.COMPLIANCE_OFFICER);
        assertThat(call("GET", "/api/set-up", "", officer).statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/api/set-up/profile", "{\"size\":\"SMALL\"}", officer)
                        .statusCode())
                .isEqualTo(403);
        SignedInPerson advisor = PeopleInTests.staff(HOUSE, Role.ADVISOR);
        assertThat(call("GET", "/api/set-up", "", advisor).statusCode()).isEqualTo(403);
    }

    @Test
    void itIsCompleteOnceNobodyIsTooFewAndThenLeavesToday() throws Exception {
        HOUSE.ownerJdbc().sql("delete from setup.completion").update();
        PeopleInTests.staff(HOUSE, Role.SECURITY_OFFICER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER);
        PeopleInTests.staff(HOUSE, Role.SECURITY_OFFICER, Role.COMPLIANCE_OFFICER, Role.ADVISOR);
        PeopleInTests.staff(HOUSE, Role.ADVISOR, Role.ADMINISTRATOR);
        Browser today = Browser.signedIn(HOUSE, owner);
        today.open("/?lang=zh-CN");

        assertThat(call("POST", "/api/set-up/completion", "", owner).body()).contains("\"completedAt\":\"");
        assertThat(call("POST", "/api/set-up/completion", "", owner).body())
                .contains("urn:equiveil:problem:already-done");

        assertThat(today.open("/").body()).doesNotContain("首次设置：");
        assertThat(today.open("/set-up").body()).contains("完成。");
        assertThat(kinds("set-up-completed/v1")).isPositive();
        HOUSE.ownerJdbc().sql("delete from setup.completion").update();
    }

    /// A whole licence, photographed a little askew: the code is a small part of it.
    private static byte[] photograph(String words) throws Exception {
        BufferedImage picture = new BufferedImage(2_400, 1_800, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(150, 140, 120));
        graphics.fillRect(0, 0, 2_400, 1_800);
        graphics.transform(AffineTransform.getRotateInstance(Math.toRadians(2), 1_200, 900));
        graphics.setColor(new Color(246, 242, 230));
        graphics.fillRect(150, 120, 2_100, 1_550);
        graphics.setColor(new Color(120, 20, 20));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 120));
        graphics.drawString("BUSINESS LICENCE", 500, 420);
        if (!words.isEmpty()) {
            BitMatrix code = new QRCodeWriter()
                    .encode(words, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
            graphics.setColor(new Color(30, 30, 34));
            double module = 230.0 / code.getWidth();
            for (int x = 0; x < code.getWidth(); x++) {
                for (int y = 0; y < code.getHeight(); y++) {
                    if (code.get(x, y)) {
                        graphics.fill(new Rectangle2D.Double(1_900 + x * module, 180 + y * module, module, module));
                    }
                }
            }
        }
        graphics.dispose();
        Random random = new Random(7);
        for (int x = 0; x < 2_400; x++) {
            for (int y = 0; y < 1_800; y++) {
                int grain = random.nextInt(25) - 12;
                Color at = new Color(picture.getRGB(x, y));
                picture.setRGB(
                        x,
                        y,
                        new Color(kept(at.getRed() + grain), kept(at.getGreen() + grain), kept(at.getBlue() + grain))
                                .getRGB());
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    private static int kept(int value) {
        return Math.clamp(value, 0, 255);
    }

    private long kinds(String kind) {
        return HOUSE.ownerJdbc()
                .sql("select count(*) from ledger.intake where kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> send(String name, byte[] content) throws Exception {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] foot = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return call(
                HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + "/api/set-up/licence-readings"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArrays(List.of(head, content, foot))),
                owner);
    }

    private static HttpResponse<String> call(String method, String path, String body, SignedInPerson who)
            throws Exception {
        return call(
                HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)),
                who);
    }

    private static HttpResponse<String> call(HttpRequest.Builder request, SignedInPerson who) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.header("Authorization", "Bearer " + who.token()).build(), BodyHandlers.ofString());
        }
    }
}
