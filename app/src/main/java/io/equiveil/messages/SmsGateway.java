package io.equiveil.messages;

import io.equiveil.kernel.Cleartext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Hands one message to the gateway. What was handed over is never logged, and neither is the gateway's answer.
@Component
class SmsGateway {

    private static final Logger LOG = LoggerFactory.getLogger(SmsGateway.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final SmsSettings settings;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client;

    SmsGateway(SmsSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeoutOrUsual())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// What the gateway said.
    enum Answer {
        TAKEN,
        /// It may work later.
        TRY_AGAIN,
        /// It will never work: unknown number, unknown template, wrong token.
        REFUSED
    }

    boolean isPresent() {
        return settings.isPresent();
    }

    boolean carries(Template template) {
        return settings.isPresent() && settings.approved(template).isPresent();
    }

    /// @param reference the message's own id, by which a gateway recognises a second attempt
    Answer send(MessageId reference, Template template, Cleartext number, Map<String, Cleartext> parameters) {
        String approved = settings.approved(template).orElse(null);
        if (settings.url() == null || approved == null) {
            return Answer.REFUSED;
        }
        try {
            HttpResponse<Void> answer = client.send(
                    request(reference, approved, number, parameters), HttpResponse.BodyHandlers.discarding());
            return judge(answer.statusCode());
        } catch (IOException e) {
            LOG.warn(
                    "message {}: gateway not reached ({})",
                    reference,
                    e.getClass().getSimpleName());
            return Answer.TRY_AGAIN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.TRY_AGAIN;
        }
    }

    private HttpRequest request(
            MessageId reference, String approved, Cleartext number, Map<String, Cleartext> parameters)
            throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        parameters.forEach((name, value) -> shown.put(name, value.revealForDisplay()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reference", reference.toString());
        body.put("to", number.revealForDisplay());
        body.put("template", approved);
        body.put("parameters", shown);
        if (settings.signature() != null) {
            body.put("signature", settings.signature());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(Objects.requireNonNull(settings.url()))
                .timeout(settings.timeoutOrUsual())
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (settings.tokenFile() != null) {
            request.header(
                    HttpHeaders.AUTHORIZATION,
                    "Bearer " + Files.readString(settings.tokenFile()).strip());
        }
        return request.build();
    }

    private static Answer judge(int status) {
        if (status / 100 == 2) {
            return Answer.TAKEN;
        }
        boolean later = status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
        return later ? Answer.TRY_AGAIN : Answer.REFUSED;
    }
}
