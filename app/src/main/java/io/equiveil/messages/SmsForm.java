package io.equiveil.messages;

import io.equiveil.kernel.Cleartext;
import io.equiveil.outgoing.Outgoing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One provider's form of request, answer and report.
abstract sealed class SmsForm permits JsonSmsForm, AliyunSmsForm, TencentSmsForm {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /// One message on its way.
    ///
    /// @param reference our own number of it
    /// @param number    `+` and digits
    /// @param words     the values of the template's parameters, in the order of [Template#ordered]
    record Text(String reference, String approved, Cleartext number, List<Word> words) {

        /// @param name as the template calls it
        record Word(String name, Cleartext value) {}
    }

    /// What became of a message, as reported later.
    ///
    /// @param reference     our own number, if the provider hands it back
    /// @param itsReference  the provider's number
    record Report(Optional<String> reference, Optional<String> itsReference, boolean delivered) {}

    static SmsForm of(SmsStyle style) {
        return switch (style) {
            case JSON -> new JsonSmsForm();
            case ALIYUN -> new AliyunSmsForm();
            case TENCENT -> new TencentSmsForm();
        };
    }

    /// The request, signed.
    ///
    /// @return empty if the key was tampered with
    abstract Optional<Outgoing.Asked> request(
            ChannelSettings.Sms settings, ChannelStore.Key key, Text text, Instant now, String nonce);

    /// What a good answer says.
    abstract SendAnswer read(JsonNode answer);

    /// The reports in a request of the provider; those that say nothing yet are left out.
    abstract List<Report> reports(JsonNode sent);

    /// What the provider wants to hear when its reports have arrived.
    abstract String thanks();

    final SendAnswer judge(Outgoing.Answered answered) {
        Optional<JsonNode> body = tree(answered.body());
        if (answered.mayWorkLater()) {
            return SendAnswer.later("HTTP-" + answered.status());
        }
        if (!answered.isGood()) {
            String code =
                    body.map(this::faultOf).filter(text -> !text.isEmpty()).orElse("HTTP-" + answered.status());
            return isPassing(code) ? SendAnswer.later(code) : SendAnswer.refused(code);
        }
        return body.map(this::read).orElseGet(this::emptyAnswer);
    }

    /// The code of an answer that is not good; empty if it has none.
    String faultOf(JsonNode answer) {
        return "";
    }

    /// A good answer without words.
    SendAnswer emptyAnswer() {
        return SendAnswer.refused("NO-ANSWER");
    }

    /// Whether a provider's no may pass: too many at once, or trouble of its own.
    static boolean isPassing(String code) {
        return code.contains("LIMIT_CONTROL")
                || code.contains("Throttling")
                || code.contains("SYSTEM_ERROR")
                || code.contains("LimitExceeded")
                || code.contains("InternalError")
                || code.contains("ServiceUnavailable");
    }

    static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(node -> node.isObject() || node.isArray());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// As the `Host` line of a request says it.
    static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() || !value.isValueNode()
                ? Optional.empty()
                : Optional.of(value.asString());
    }
}
