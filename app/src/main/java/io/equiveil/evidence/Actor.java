package io.equiveil.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody in the example transfer, who can do what anybody with an account can: call the public REST
/// interface.
final class Actor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String BOUNDARY = "equiveil-example-boundary";

    private final HttpClient http;
    private final URI base;
    private Optional<String> token = Optional.empty();

    Actor(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /// An answer of the server.
    ///
    /// @param body the JSON, or an empty object if there was none
    record Answer(int status, JsonNode body, byte[] bytes) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        String text(String field) {
            return body.path(field).asString("");
        }

        /// What a problem says: its type, and the first reason that the gate names.
        String problem() {
            String type = text("type").replace("urn:equiveil:problem:", "");
            JsonNode reason = body.findValue("reason");
            return reason == null ? type : type + "/" + reason.asString();
        }
    }

    void hold(String sessionToken) {
        token = Optional.of(sessionToken);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, body);
    }

    /// Sends one picture as a document, titled.
    Answer upload(String path, String title, byte[] png) {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n" + title
                        + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + title + ".png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] foot = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, png, foot))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json, application/problem+json, */*;q=0.1");
    }

    private Answer send(String method, String path, @org.jspecify.annotations.Nullable Map<String, ?> body) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request);
    }

    private Answer send(HttpRequest.Builder request) {
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode json = type.contains("json") && response.body().length > 0
                    ? JSON.readTree(response.body())
                    : JSON.createObjectNode();
            return new Answer(response.statusCode(), json, response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
