package io.equiveil.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The practice house's door to the office: TLS 1.3 with the firm's own certificate on a port of its own, passed on to
/// the practice house on the loopback address. So the certificate's key stays where it is, and the practice house opens
/// no door by itself.
public final class PracticeRelay implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 200;
    private static final int MILLIS_TO_SHAKE_HANDS = 10_000;
    private static final int MILLIS_TO_SAY_SOMETHING = 120_000;

    private final ServerSocket listening;
    private final int to;
    private final Supplier<SSLContext> tls;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private PracticeRelay(ServerSocket listening, int to, Supplier<SSLContext> tls) {
        this.listening = listening;
        this.to = to;
        this.tls = tls;
    }

    /// @param port where browsers come to
    /// @param to   port of the practice house on the loopback address
    /// @param tls  the certificate of the moment, asked anew for each connection
    /// @throws IOException if the port is taken
    public static PracticeRelay open(int port, int to, Supplier<SSLContext> tls) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(port));
        PracticeRelay relay = new PracticeRelay(listening, to, tls);
        Thread.ofPlatform().daemon().name("practice-door").start(relay::listen);
        return relay;
    }

    /// Whether a port could be opened now.
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void listen() {
        while (!closed) {
            try {
                Socket visitor = listening.accept();
                if (room.tryAcquire()) {
                    Thread.ofVirtual().name("practice-visitor").start(() -> serve(visitor));
                } else {
                    visitor.close();
                }
            } catch (IOException closed) {
                // Somebody went away while coming in, or the door was closed.
            }
        }
    }

    private void serve(Socket visitor) {
        open.add(visitor);
        try (visitor;
                Socket house = new Socket()) {
            open.add(house);
            if (closed) {
                // Came in while the door was being closed.
                return;
            }
            visitor.setSoTimeout(MILLIS_TO_SHAKE_HANDS);
            SSLSocket sealed = (SSLSocket) tls.get().getSocketFactory().createSocket(visitor, null, 0, true);
            sealed.setUseClientMode(false);
            sealed.setEnabledProtocols(new String[] {"TLSv1.3"});
            sealed.startHandshake();
            visitor.setSoTimeout(MILLIS_TO_SAY_SOMETHING);
            house.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to), MILLIS_TO_SHAKE_HANDS);
            house.setSoTimeout(MILLIS_TO_SAY_SOMETHING);
            Thread back = Thread.ofVirtual().name("practice-answer").start(() -> pass(house, sealed));
            pass(sealed, house);
            back.join();
        } catch (IOException wentAway) {
            // Nobody is told: the browser asks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.removeIf(Socket::isClosed);
            room.release();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException wentAway) {
            // The other way ends with it.
        }
    }

    /// Closes the door and whatever goes through it.
    @Override
    public void close() throws IOException {
        closed = true;
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
