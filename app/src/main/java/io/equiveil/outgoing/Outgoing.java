package io.equiveil.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/// Requests to the services of others, over a connection of their own each. Follows nobody elsewhere, reads at most
/// 64 KiB of an answer, waits ten seconds for a connection and for each part of an answer, repeats nothing, and goes
/// to no address inside the network that the operator has not allowed ([InnerNetwork]).
@Component
public class Outgoing {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 << 10;

    private final InnerNetwork inner;

    public Outgoing(InnerNetwork inner) {
        this.inner = inner;
    }

    /// A request.
    ///
    /// @param headers besides length and host
    /// @param body    sent by POST only
    public record Asked(String method, URI uri, Map<String, String> headers, byte[] body) {

        /// A request by POST.
        public Asked(URI uri, Map<String, String> headers, byte[] body) {
            this("POST", uri, headers, body);
        }
    }

    /// What the other side said.
    ///
    /// @param headers by name, whatever its case
    /// @param body    its first 64 KiB
    public record Answered(int status, Map<String, List<String>> headers, byte[] body) {

        public boolean isGood() {
            return status / 100 == 2;
        }

        /// Too busy, too slow or broken: it may work later.
        public boolean mayWorkLater() {
            return status / 100 == 5 || status == 429 || status == 408;
        }
    }

    /// An address without TLS.
    public static final class NotSealed extends IOException {
        NotSealed() {
            super("an address without TLS");
        }
    }

    /// The same in the shape that libraries ask for: sends by TLS only ([NotSealed]), and waits for each answer.
    ///
    /// @param tls whom to trust
    public HttpClient client(SSLSocketFactory tls) {
        return new OutgoingClient(this, tls);
    }

    /// @throws InnerNetwork.Refused if it would go inside
    /// @throws IOException if nobody answered
    public Answered ask(Asked request) throws IOException {
        return ask(request, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// @param tls whom to trust, where that is not whom the JDK trusts
    /// @throws InnerNetwork.Refused if it would go inside
    /// @throws IOException if nobody answered
    public Answered ask(Asked request, SSLSocketFactory tls) throws IOException {
        String host = request.uri().getHost();
        inner.check(host);
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection sealed) {
            sealed.setSSLSocketFactory(new GuardedSockets(tls, inner, host));
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestMethod(request.method());
        request.headers().forEach(connection::setRequestProperty);
        connection.setRequestProperty("Connection", "close");
        try {
            if (request.method().equals("POST")) {
                send(request.body(), connection);
            }
            return answer(connection);
        } catch (HttpRetryException signInWanted) {
            return new Answered(signInWanted.responseCode(), Map.of(), new byte[0]);
        } finally {
            connection.disconnect();
        }
    }

    private static void send(byte[] content, HttpURLConnection connection) throws IOException {
        connection.setDoOutput(true);
        // A body of known length is never sent a second time.
        connection.setFixedLengthStreamingMode(content.length);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(content);
        }
    }

    private static Answered answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((name, values) -> {
            // The status line has no name.
            if (name != null) {
                headers.put(name, List.copyOf(values));
            }
        });
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answered(status, headers, body == null ? new byte[0] : body.readNBytes(LONGEST_ANSWER));
        }
    }
}
