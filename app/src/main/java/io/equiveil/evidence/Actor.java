package io.equiveil.evidence;

import io.equiveil.access.spi.SessionDevices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody in the example transfer, who can do what anybody with an account can: call the public REST interface.
final class Actor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "equiveil-example-play";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;
    private Optional<String> token = Optional.empty();
    private Optional<String> device = Optional.empty();

    Actor(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /// A file to be sent. Its content is made while it is sent, so a large one needs no memory.
    record Sent(String fileName, Supplier<InputStream> content) {

        static Sent of(String fileName, byte[] content) {
            return new Sent(fileName, () -> new ByteArrayInputStream(content));
        }
    }

    void hold(String sessionToken) {
        token = Optional.of(sessionToken);
    }

    /// From now on requests come from this registered device, as far as the server is told.
    void useDevice(String deviceToken) {
        device = Optional.of(deviceToken);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, ?> body) {
        return send(json(path).POST(written(body)));
    }

    Answer put(String path, Map<String, ?> body) {
        return send(json(path).PUT(written(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /// Sends a form with files as one stream, text fields first.
    Answer upload(String path, Map<String, String> fields, List<Sent> files) {
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> form(fields, files));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(stream));
    }

    private static InputStream form(Map<String, String> fields, List<Sent> files) {
        List<InputStream> parts = new ArrayList<>();
        fields.forEach((name, value) -> parts.add(text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n")));
        for (Sent file : files) {
            parts.add(text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                    + file.fileName() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            parts.add(file.content().get());
            parts.add(text("\r\n"));
        }
        parts.add(text("--" + BOUNDARY + "--\r\n"));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private static BodyPublisher written(Map<String, ?> body) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json, */*;q=0.1");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        device.ifPresent(secret -> request.header("Cookie", SessionDevices.LOOPBACK_COOKIE + "=" + secret));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
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
