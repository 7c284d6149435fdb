package io.equiveil.identity;

import io.equiveil.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST interface over HTTP, for tests.
public final class Api {

    // Each from an address of its own, so that one test's wrong tries do not slow down another's.
    private final HttpClient client =
            HttpClient.newBuilder().localAddress(Browser.someLoopback()).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String base;

    public Api(House house) {
        this.base = house.baseUrl();
    }

    public HttpResponse<String> post(String path, Map<String, ?> body, @Nullable String token) {
        return send("POST", path, json.writeValueAsString(body), token);
    }

    public HttpResponse<String> get(String path, @Nullable String token) {
        return send("GET", path, null, token);
    }

    public HttpResponse<String> delete(String path, @Nullable String token) {
        return send("DELETE", path, null, token);
    }

    public HttpResponse<String> send(String method, String path, @Nullable String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    public String text(HttpResponse<String> answer, String field) {
        return json(answer).get(field).asString();
    }
}
