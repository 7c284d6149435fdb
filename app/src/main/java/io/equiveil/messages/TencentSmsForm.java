package io.equiveil.messages;

import io.equiveil.kernel.Digest;
import io.equiveil.outgoing.Outgoing;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Tencent Cloud: `SendSms` of 2021-01-11, signed by TC3-HMAC-SHA256
/// (cloud.tencent.com/document/product/382/55981).
///
///     canonical request   POST \n / \n \n content-type:… \n host:… \n \n content-type;host \n <hash of the body>
///     text to sign        TC3-HMAC-SHA256 \n <seconds> \n <day>/sms/tc3_request \n <hash of the above>
///     key                 HMAC(HMAC(HMAC("TC3" + secret, day), "sms"), "tc3_request")
///
/// Hashes are SHA-256 in hexadecimal digits.
final class TencentSmsForm extends SmsForm {

    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final String TYPE = "application/json; charset=utf-8";
    private static final String NAMES = "content-type;host";
    private static final String USUAL_REGION = "ap-guangzhou";

    @Override
    Optional<Outgoing.Asked> request(
            ChannelSettings.Sms settings, ChannelStore.Key key, Text text, Instant now, String nonce) {
        byte[] body = JSON.writeValueAsBytes(body(settings, text));
        URI uri = settings.uri().orElseThrow();
        String seconds = Long.toString(now.getEpochSecond());
        String day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        String scope = day + "/sms/tc3_request";
        String canonical = "POST\n/\n\ncontent-type:" + TYPE + "\nhost:" + host(uri) + "\n\n" + NAMES + "\n"
                + Digest.sha256(body).hex();
        String toSign = ALGORITHM + "\n" + seconds + "\n" + scope + "\n"
                + Digest.sha256(utf8(canonical)).hex();
        return key.mac("TC3", List.of(utf8(day), utf8("sms"), utf8("tc3_request"), utf8(toSign)))
                .map(mac -> new Outgoing.Asked(
                        uri,
                        Map.of(
                                "Content-Type",
                                TYPE,
                                "X-TC-Action",
                                "SendSms",
                                "X-TC-Version",
                                "2021-01-11",
                                "X-TC-Timestamp",
                                seconds,
                                "X-TC-Region",
                                settings.region().isBlank() ? USUAL_REGION : settings.region(),
                                "Authorization",
                                ALGORITHM + " Credential=" + settings.access() + "/" + scope
                                        + ", SignedHeaders=" + NAMES + ", Signature="
                                        + HexFormat.of().formatHex(mac)),
                        body));
    }

    private static Map<String, Object> body(ChannelSettings.Sms settings, Text text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("PhoneNumberSet", List.of(text.number().revealForDisplay()));
        body.put("SmsSdkAppId", settings.application());
        body.put("SignName", settings.signature());
        body.put("TemplateId", text.approved());
        body.put(
                "TemplateParamSet",
                text.words().stream()
                        .map(word -> word.value().revealForDisplay())
                        .toList());
        body.put("SessionContext", text.reference());
        return body;
    }

    @Override
    SendAnswer read(JsonNode answer) {
        JsonNode response = answer.path("Response");
        JsonNode first = response.path("SendStatusSet").path(0);
        String code = text(response.path("Error"), "Code")
                .or(() -> text(first, "Code"))
                .orElse("NO-ANSWER");
        if (code.equals("Ok")) {
            return SendAnswer.taken(text(first, "SerialNo"));
        }
        return isPassing(code) ? SendAnswer.later(code) : SendAnswer.refused(code);
    }

    @Override
    List<Report> reports(JsonNode sent) {
        return StreamSupport.stream(sent.spliterator(), false)
                .filter(one -> text(one, "report_status").isPresent())
                .map(one -> new Report(
                        Optional.empty(),
                        text(one, "sid"),
                        text(one, "report_status").orElse("").equals("SUCCESS")))
                .toList();
    }

    @Override
    String thanks() {
        return "{\"result\":0,\"errmsg\":\"OK\"}";
    }
}
