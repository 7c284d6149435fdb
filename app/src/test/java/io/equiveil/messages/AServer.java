package io.equiveil.messages;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A real HTTP server on this machine that plays the service of somebody else, and remembers what it
/// was sent.
final class AServer implements AutoCloseable {

    /// What arrived. Names of headers are in lower case.
    record Request(String query, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    final List<Request> received = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    volatile String answer = "";

    private final HttpServer server;

    private AServer(HttpServer server) {
        this.server = server;
    }

    static AServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AServer one = new AServer(server);
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
            one.received.add(new Request(
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    headers,
                    exchange.getRequestBody().readAllBytes()));
            byte[] bytes = one.answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(one.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return one;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
