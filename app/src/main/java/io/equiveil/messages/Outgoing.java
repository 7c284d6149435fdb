package io.equiveil.messages;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Requests to the services of others. Follows nobody elsewhere, reads at most 64 KiB of an answer,
/// waits ten seconds.
@Component
class Outgoing {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LONGEST_ANSWER = 64 << 10;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// What the other side said.
    record Answered(int status, byte[] body) {

        boolean isGood() {
            return status / 100 == 2;
        }

        /// Too busy, too slow or broken: it may work later.
        boolean mayWorkLater() {
            return status / 100 == 5 || status == 429 || status == 408;
        }
    }

    /// @throws IOException if nobody answered
    Answered ask(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Answered(answer.statusCode(), body.readNBytes(LONGEST_ANSWER));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
