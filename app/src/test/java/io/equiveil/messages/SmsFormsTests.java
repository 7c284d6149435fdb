package io.equiveil.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the services of others receive: in their form, and signed so that they can check it. The server
/// of the test checks the signature by itself, from the providers' manuals.
class SmsFormsTests {

    private static final String SECRET = "secret/half+of=a.key";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final House house = House.open();
    private final Channels channels = house.bean(Channels.class);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
    private AServer server;

    @BeforeEach
    void start() throws Exception {
        server = AServer.start();
    }

    @AfterEach
    void stop() {
        List.of(Channel.SMS, Channel.WECOM, Channel.DINGTALK)
                .forEach(channel -> channels.remove(owner.requester(), channel));
        server.close();
    }

    @Test
    void alibabaCloudFindsTheNumberInTheBodyAndCanCheckTheSignature() throws Exception {
        server.answer = "{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"900619746936498440^0\",\"RequestId\":\"x\"}";
        set(sms(SmsStyle.ALIYUN));

        assertThat(tryOut(Channel.SMS, "139 0000 0000")).isEqualTo(new Channels.Trial.Taken());

        AServer.Request request = server.received.getFirst();
        Map<String, String> fields = Arrays.stream(request.text().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        assertThat(request.query()).isEqualTo("null");
        assertThat(fields)
                .containsEntry("PhoneNumbers", "13900000000")
                .containsEntry("SignName", "股隐")
                .containsEntry("TemplateCode", "SMS_1");
        assertThat(JSON.readTree(fields.get("TemplateParam")).get("safetyWord").asString())
                .isEqualTo("测试");
        Map<String, String> headers = request.headers();
        String names =
                "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
        assertThat(headers.get("x-acs-content-sha256")).isEqualTo(sha256(request.body()));
        String canonical = "POST\n/\n\n"
                + Arrays.stream(names.split(";"))
                        .map(name -> name + ":" + headers.get(name) + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + sha256(request.body());
        String signature = hex(hmac(
                SECRET.getBytes(StandardCharsets.UTF_8),
                "ACS3-HMAC-SHA256\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        assertThat(headers.get("authorization"))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=AKID,SignedHeaders=" + names + ",Signature=" + signature);
    }

    @Test
    void tencentCloudCountsTheParametersAndCanCheckTheSignature() throws Exception {
        server.answer =
                "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"5000:1045710669157053657849499619\",\"Code\":\"Ok\"}]}}";
        set(sms(SmsStyle.TENCENT));

        assertThat(tryOut(Channel.SMS, "13900000000")).isEqualTo(new Channels.Trial.Taken());

        AServer.Request request = server.received.getFirst();
        JsonNode body = JSON.readTree(request.text());
        assertThat(body.get("PhoneNumberSet").get(0).asString()).isEqualTo("+8613900000000");
        assertThat(body.get("TemplateParamSet").get(0).asString()).isEqualTo("测试");
        assertThat(body.get("TemplateParamSet").size()).isEqualTo(3);
        assertThat(body.get("SmsSdkAppId").asString()).isEqualTo("1400000000");
        Map<String, String> headers = request.headers();
        String seconds = headers.get("x-tc-timestamp");
        String day = java.time.Instant.ofEpochSecond(Long.parseLong(seconds))
                .toString()
                .substring(0, 10);
        String canonical = "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:" + server.host()
                + "\n\ncontent-type;host\n" + sha256(request.body());
        String toSign = "TC3-HMAC-SHA256\n" + seconds + "\n" + day + "/sms/tc3_request\n"
                + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = hmac(hmac(hmac(("TC3" + SECRET).getBytes(StandardCharsets.UTF_8), day), "sms"), "tc3_request");
        assertThat(headers.get("authorization"))
                .endsWith("SignedHeaders=content-type;host, Signature=" + hex(hmac(key, toSign)));
    }

    @Test
    void aNoOfTheProviderIsShownByItsCodeAndNeverByItsText() {
        server.answer = "{\"Code\":\"isv.SMS_SIGNATURE_ILLEGAL\",\"Message\":\"13900000000 <b>no</b>\"}";
        set(sms(SmsStyle.ALIYUN));
        assertThat(tryOut(Channel.SMS, "13900000000"))
                .isEqualTo(new Channels.Trial.NotTaken(Optional.of("isv.SMS_SIGNATURE_ILLEGAL")));

        server.answer = "{\"Code\":\"13900000000 <b>\"}";
        assertThat(tryOut(Channel.SMS, "13900000000")).isEqualTo(new Channels.Trial.NotTaken(Optional.empty()));
        assertThat(tryOut(Channel.SMS, "12345")).isEqualTo(new Channels.Trial.WrongAddress());
    }

    @Test
    void reportsOfBothProvidersAreUnderstood() {
        JsonNode aliyun =
                JSON.readTree("[{\"phone_number\":\"139\",\"success\":true,\"biz_id\":\"9^0\",\"out_id\":\"a\"},{}]");
        JsonNode tencent = JSON.readTree("[{\"mobile\":\"139\",\"report_status\":\"FAIL\",\"sid\":\"5000:1\"}]");

        assertThat(SmsForm.of(SmsStyle.ALIYUN).reports(aliyun))
                .containsExactly(new SmsForm.Report(Optional.of("a"), Optional.of("9^0"), true));
        assertThat(SmsForm.of(SmsStyle.TENCENT).reports(tencent))
                .containsExactly(new SmsForm.Report(Optional.empty(), Optional.of("5000:1"), false));
    }

    @Test
    void theGroupsOfTheFirmHearOneSentenceWithoutContent() throws Exception {
        server.answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
        String address = server.address() + "robot/send?access_token=t";
        channels.set(owner.requester(), new ChannelSettings.Robot(Channel.WECOM, address), Cleartext.of(""));
        channels.set(owner.requester(), new ChannelSettings.Robot(Channel.DINGTALK, address), Cleartext.of(SECRET));

        assertThat(tryOut(Channel.WECOM, "")).isEqualTo(new Channels.Trial.Taken());
        assertThat(tryOut(Channel.DINGTALK, "")).isEqualTo(new Channels.Trial.Taken());

        assertThat(server.received).allSatisfy(request -> {
            JsonNode body = JSON.readTree(request.text());
            assertThat(body.get("msgtype").asString()).isEqualTo("text");
            assertThat(body.get("text").get("content").asString())
                    .contains("测试消息")
                    .doesNotContain("http");
        });
        assertThat(server.received.get(0).query()).isEqualTo("access_token=t");
        Map<String, String> query = Arrays.stream(server.received.get(1).query().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        assertThat(query.get("sign"))
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(
                                hmac(SECRET.getBytes(StandardCharsets.UTF_8), query.get("timestamp") + "\n" + SECRET)));

        server.answer = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
        assertThat(tryOut(Channel.DINGTALK, "")).isEqualTo(new Channels.Trial.NotTaken(Optional.of("310000")));
    }

    @Test
    void aGroupHearsANumberOnceWhenSomethingNewWaitsForTheFirm() {
        server.answer = "{\"errcode\":0}";
        StaffAlarm alarm = house.bean(StaffAlarm.class);
        house.bean(Messages.class)
                .tell(
                        owner.person(),
                        Template.LETTER_WAITING,
                        Optional.empty(),
                        new Requester.Machine(SystemPrincipal.MESSENGER));
        alarm.say();
        assertThat(server.received).as("no group is set up").isEmpty();
        channels.set(owner.requester(), new ChannelSettings.Robot(Channel.WECOM, server.address()), Cleartext.of(""));

        alarm.say();
        alarm.say();

        assertThat(server.received).hasSize(1);
        assertThat(JSON.readTree(server.received.getFirst().text())
                        .get("text")
                        .get("content")
                        .asString())
                .matches("有 \\d+ 件事等处理，请登录查看“今日”。");
    }

    @Test
    void theTextForTheCarrierNamesParametersAsTheProviderDoes() {
        assertThat(channels.textForCarrier(Template.SIGN_IN_CODE, SmsStyle.ALIYUN, Locale.CHINA))
                .contains("${safetyWord}", "${code}", "${minutes}")
                .doesNotContain("http");
        assertThat(channels.textForCarrier(Template.SIGN_IN_CODE, SmsStyle.TENCENT, Locale.CHINA))
                .contains("{1}", "{2}", "{3}")
                .doesNotContain("code");
    }

    private ChannelSettings sms(SmsStyle style) {
        return new ChannelSettings.Sms(
                style, server.address(), "AKID", "1400000000", "", "股隐", Map.of(Template.SIGN_IN_CODE, "SMS_1"));
    }

    private void set(ChannelSettings settings) {
        assertThat(channels.set(owner.requester(), settings, Cleartext.of(SECRET)))
                .isEqualTo(new Channels.Result.Done());
    }

    private Channels.Trial tryOut(Channel channel, String to) {
        return channels.tryOut(owner.requester(), channel, Cleartext.of(to), Locale.CHINA);
    }

    private static byte[] hmac(byte[] key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
