package io.equiveil.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/// Requests to the services of others, over a connection of their own each. Follows nobody elsewhere, reads at most
/// 64 KiB of an answer, waits ten seconds for a connection and for each part of an answer, repeats nothing, and goes
/// to no address inside the network that the operator has not allowed ([InnerNetwork]).
@Component
class Outgoing {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LONGEST_ANSWER = 64 << 10;

    private final InnerNetwork inner;

    Outgoing(InnerNetwork inner) {
        this.inner = inner;
    }

    /// A request by POST.
    ///
    /// @param headers besides length and host
    record Asked(URI uri, Map<String, String> headers, byte[] body) {}

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

    /// @throws InnerNetwork.Refused if it would go inside
    /// @throws IOException if nobody answered
    Answered ask(Asked request) throws IOException {
        String host = request.uri().getHost();
        inner.check(host);
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection sealed) {
            sealed.setSSLSocketFactory(
                    new GuardedSockets((SSLSocketFactory) SSLSocketFactory.getDefault(), inner, host));
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestMethod("POST");
        request.headers().forEach(connection::setRequestProperty);
        connection.setRequestProperty("Connection", "close");
        connection.setDoOutput(true);
        // A body of known length is never sent a second time.
        connection.setFixedLengthStreamingMode(request.body().length);
        try {
            try (OutputStream body = connection.getOutputStream()) {
                body.write(request.body());
            }
            return answer(connection);
        } catch (HttpRetryException signInWanted) {
            return new Answered(signInWanted.responseCode(), new byte[0]);
        } finally {
            connection.disconnect();
        }
    }

    private static Answered answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answered(status, body == null ? new byte[0] : body.readNBytes(LONGEST_ANSWER));
        }
    }
}
