package io.equiveil.messages;

import io.equiveil.kernel.Digest;
import io.equiveil.outgoing.Outgoing;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Alibaba Cloud: `SendSms` of `dysmsapi` 2017-05-25, signed by ACS3-HMAC-SHA256 (help.aliyun.com,
/// "V3版本请求体&签名机制"). All parameters travel in the body, so that no number stands in an address.
///
///     canonical request   POST \n / \n \n <headers, one a line> \n <their names> \n <hash of the body>
///     text to sign        ACS3-HMAC-SHA256 \n <hash of the canonical request>
///
/// Hashes are SHA-256 in hexadecimal digits.
final class AliyunSmsForm extends SmsForm {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    Optional<Outgoing.Asked> request(
            ChannelSettings.Sms settings, ChannelStore.Key key, Text text, Instant now, String nonce) {
        byte[] body = utf8(body(settings, text));
        URI uri = settings.uri().orElseThrow();
        Map<String, String> headers = new TreeMap<>(Map.of(
                "content-type",
                FORM,
                "host",
                host(uri),
                "x-acs-action",
                "SendSms",
                "x-acs-content-sha256",
                Digest.sha256(body).hex(),
                "x-acs-date",
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                "x-acs-signature-nonce",
                nonce,
                "x-acs-version",
                "2017-05-25"));
        String names = String.join(";", headers.keySet());
        String canonical = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining(
                        "", "POST\n/\n\n", "\n" + names + "\n" + headers.get("x-acs-content-sha256")));
        String toSign = ALGORITHM + "\n" + Digest.sha256(utf8(canonical)).hex();
        return key.mac("", List.of(utf8(toSign))).map(mac -> {
            Map<String, String> sent = new TreeMap<>(headers);
            sent.remove("host");
            sent.put(
                    "Authorization",
                    ALGORITHM + " Credential=" + settings.access() + ",SignedHeaders=" + names + ",Signature="
                            + HexFormat.of().formatHex(mac));
            return new Outgoing.Asked(uri, sent, body);
        });
    }

    private static String body(ChannelSettings.Sms settings, Text text) {
        Map<String, String> words = new LinkedHashMap<>();
        text.words().forEach(word -> words.put(word.name(), word.value().revealForDisplay()));
        Map<String, String> fields = new TreeMap<>(Map.of(
                "OutId", text.reference(),
                "PhoneNumbers", number(text.number().revealForDisplay()),
                "SignName", settings.signature(),
                "TemplateCode", text.approved(),
                "TemplateParam", JSON.writeValueAsString(words)));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// Numbers of the mainland without their code, others with it and without `+`.
    private static String number(String number) {
        return number.startsWith("+86") ? number.substring(3) : number.substring(1);
    }

    @Override
    SendAnswer read(JsonNode answer) {
        String code = faultOf(answer);
        if (code.equals("OK")) {
            return SendAnswer.taken(text(answer, "BizId"));
        }
        return isPassing(code) ? SendAnswer.later(code) : SendAnswer.refused(code);
    }

    @Override
    String faultOf(JsonNode answer) {
        return text(answer, "Code").orElse("");
    }

    @Override
    List<Report> reports(JsonNode sent) {
        return StreamSupport.stream(sent.spliterator(), false)
                .filter(one -> one.path("success").isBoolean())
                .map(one -> new Report(
                        text(one, "out_id"),
                        text(one, "biz_id"),
                        one.path("success").booleanValue()))
                .toList();
    }

    @Override
    String thanks() {
        return "{\"code\":0,\"msg\":\"OK\"}";
    }
}
