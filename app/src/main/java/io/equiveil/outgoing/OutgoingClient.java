package io.equiveil.outgoing;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;

/// [Outgoing] in the shape that libraries ask for. Sends by TLS only, and waits for each answer.
final class OutgoingClient extends HttpClient {

    private final Outgoing outgoing;
    private final SSLSocketFactory tls;

    /// @param tls whom to trust
    OutgoingClient(Outgoing outgoing, SSLSocketFactory tls) {
        this.outgoing = outgoing;
        this.tls = tls;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        if (!"https".equalsIgnoreCase(request.uri().getScheme())
                || request.uri().getHost() == null) {
            throw new Outgoing.NotSealed();
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        byte[] body = request.bodyPublisher().map(OutgoingClient::collected).orElse(new byte[0]);
        Outgoing.Answered answered =
                outgoing.ask(new Outgoing.Asked(request.method(), request.uri(), headers, body), tls);
        HttpHeaders given = HttpHeaders.of(answered.headers(), (_, _) -> true);
        return new Response<>(request, answered.status(), given, handed(answered, given, handler));
    }

    private static byte[] collected(Flow.Publisher<ByteBuffer> publisher) {
        BodySubscriber<byte[]> whole = HttpResponse.BodySubscribers.ofByteArray();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                whole.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                whole.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failed) {
                whole.onError(failed);
            }

            @Override
            public void onComplete() {
                whole.onComplete();
            }
        });
        return whole.getBody().toCompletableFuture().join();
    }

    private static <T> T handed(Outgoing.Answered answered, HttpHeaders headers, BodyHandler<T> handler) {
        BodySubscriber<T> reader = handler.apply(new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return answered.status();
            }

            @Override
            public HttpHeaders headers() {
                return headers;
            }

            @Override
            public Version version() {
                return Version.HTTP_1_1;
            }
        });
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                // All there is comes at once.
            }

            @Override
            public void cancel() {
                // It has all come already.
            }
        });
        if (answered.body().length > 0) {
            reader.onNext(List.of(ByteBuffer.wrap(answered.body())));
        }
        reader.onComplete();
        return reader.getBody().toCompletableFuture().join();
    }

    private record Response<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
            implements HttpResponse<T> {

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        throw new UnsupportedOperationException("one request after the other");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
        throw new UnsupportedOperationException("one request after the other");
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is part of every JDK", e);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
