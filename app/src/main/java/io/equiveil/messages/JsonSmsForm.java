package io.equiveil.messages;

import io.equiveil.outgoing.Outgoing;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/// The plain form, for a gateway of the firm's own.
///
///     POST /send  Authorization: Bearer <secret>
///     {"reference": "<our number>", "to": "+86…", "template": "<approved>",
///      "parameters": {"code": "…"}, "signature": "…"}
///
/// Any answer 2xx is a yes; `{"id": "…"}` in it is the gateway's own number. Reports come as
/// `[{"reference": "<our number>", "delivered": true}]`.
final class JsonSmsForm extends SmsForm {

    @Override
    Optional<Outgoing.Asked> request(
            ChannelSettings.Sms settings, ChannelStore.Key key, Text text, Instant now, String nonce) {
        Map<String, String> words = new LinkedHashMap<>();
        text.words().forEach(word -> words.put(word.name(), word.value().revealForDisplay()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reference", text.reference());
        body.put("to", text.number().revealForDisplay());
        body.put("template", text.approved());
        body.put("parameters", words);
        if (!settings.signature().isBlank()) {
            body.put("signature", settings.signature());
        }
        URI uri = settings.uri().orElseThrow();
        Map<String, String> headers = new LinkedHashMap<>(Map.of(HttpHeaders.CONTENT_TYPE, "application/json"));
        key.revealForSending().ifPresent(secret -> headers.put(HttpHeaders.AUTHORIZATION, "Bearer " + secret));
        return Optional.of(new Outgoing.Asked(uri, headers, JSON.writeValueAsBytes(body)));
    }

    @Override
    SendAnswer read(JsonNode answer) {
        return SendAnswer.taken(text(answer, "id"));
    }

    @Override
    SendAnswer emptyAnswer() {
        return SendAnswer.taken(Optional.empty());
    }

    @Override
    List<Report> reports(JsonNode sent) {
        return StreamSupport.stream(sent.spliterator(), false)
                .filter(one -> one.path("delivered").isBoolean())
                .map(one -> new Report(
                        text(one, "reference"),
                        text(one, "id"),
                        one.path("delivered").booleanValue()))
                .toList();
    }

    @Override
    String thanks() {
        return "{}";
    }
}
