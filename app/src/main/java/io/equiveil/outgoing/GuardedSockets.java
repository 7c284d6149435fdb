package io.equiveil.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// Sockets for one host, which look at the address that they are to be connected to before they are: a name that
/// leads elsewhere than it did a moment ago leads nowhere.
public final class GuardedSockets extends SSLSocketFactory {

    private final SSLSocketFactory tls;
    private final InnerNetwork inner;
    private final String host;

    /// @param tls for what follows once a connection stands
    public GuardedSockets(SSLSocketFactory tls, InnerNetwork inner, String host) {
        this.tls = tls;
        this.inner = inner;
        this.host = host;
    }

    /// The same without TLS from the first byte.
    public SocketFactory plain() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return guarded();
            }

            @Override
            public Socket createSocket(String to, int port) throws IOException {
                return connected(new InetSocketAddress(to, port));
            }

            @Override
            public Socket createSocket(String to, int port, InetAddress from, int fromPort) throws IOException {
                return connected(new InetSocketAddress(to, port));
            }

            @Override
            public Socket createSocket(InetAddress to, int port) throws IOException {
                return connected(new InetSocketAddress(to, port));
            }

            @Override
            public Socket createSocket(InetAddress to, int port, InetAddress from, int fromPort) throws IOException {
                return connected(new InetSocketAddress(to, port));
            }
        };
    }

    private Socket guarded() {
        return new Socket() {
            @Override
            public void connect(SocketAddress to) throws IOException {
                connect(to, 0);
            }

            @Override
            public void connect(SocketAddress to, int timeout) throws IOException {
                if (!(to instanceof InetSocketAddress internet) || internet.isUnresolved()) {
                    throw new InnerNetwork.Refused();
                }
                inner.check(host, internet.getAddress());
                super.connect(to, timeout);
            }
        };
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = guarded();
        socket.connect(to);
        return socket;
    }

    @Override
    public Socket createSocket() {
        return guarded();
    }

    /// Over a connection that somebody else made (Jakarta Mail makes its own): looked at before anything is sent on it.
    @Override
    public Socket createSocket(Socket over, String to, int port, boolean closeBoth) throws IOException {
        InetAddress address = over.getInetAddress();
        if (address == null) {
            throw new InnerNetwork.Refused();
        }
        inner.check(host, address);
        return tls.createSocket(over, to, port, closeBoth);
    }

    @Override
    public Socket createSocket(String to, int port) throws IOException {
        return tls.createSocket(connected(new InetSocketAddress(to, port)), to, port, true);
    }

    @Override
    public Socket createSocket(String to, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(to, port);
    }

    @Override
    public Socket createSocket(InetAddress to, int port) throws IOException {
        return tls.createSocket(connected(new InetSocketAddress(to, port)), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress to, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(to, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
