package io.equiveil.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever sets a service up cannot have the server ask around inside the network.
class InnerNetworkTests {

    private static final InnerNetwork SHUT = new InnerNetwork(List.of());

    /// As if the name had led outside a moment ago, and leads inside now.
    private static final InnerNetwork REBOUND = new InnerNetwork(List.of()) {
        @Override
        public void check(String host) {
            // looked fine
        }
    };

    private final ServerSocket inside = listening();

    private static ServerSocket listening() {
        try {
            ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            server.setSoTimeout(1);
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        inside.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.8",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.8",
                "::10.0.0.8",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::a00:8",
                "2002:a00:8::1",
                "2001:0:1::1"
            })
    void theseAddressesAreInside(String address) {
        assertThat(InnerNetwork.isInside(InetAddress.ofLiteral(address))).isTrue();
        assertThat(SHUT.refuses(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.255.255.255",
                "11.0.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "203.119.0.1",
                "2400:3200::1"
            })
    void theseAreNot(String address) {
        assertThat(InnerNetwork.isInside(InetAddress.ofLiteral(address))).isFalse();
        assertThat(SHUT.refuses(address)).isFalse();
    }

    @Test
    void theOperatorMayNameHostsInside() throws Exception {
        InnerNetwork some = new InnerNetwork(List.of(" Mail.Office.Lan ", "[::1]", "10.0.0.8"));

        assertThat(some.refuses("10.0.0.8")).isFalse();
        assertThat(some.refuses("[::1]")).isFalse();
        assertThat(some.refuses("10.0.0.9")).isTrue();
        assertThat(some.refuses("localhost")).isTrue();
        some.check("mail.office.lan", InetAddress.ofLiteral("10.0.0.7"));
        assertThatThrownBy(() -> some.check("mail.example", InetAddress.ofLiteral("10.0.0.8")))
                .as("what counts is the host that was named, not where others lead")
                .isInstanceOf(InnerNetwork.Refused.class);
    }

    @Test
    void thePracticeHouseConnectsToNobody() {
        InnerNetwork practice = new InnerNetwork(List.of("localhost"), true);
        assertThat(practice.refuses("robot.example")).isTrue();
        assertThatThrownBy(() -> practice.check("localhost")).isInstanceOf(InnerNetwork.Refused.class);
        assertThatThrownBy(() -> practice.check("robot.example", InetAddress.ofLiteral("11.0.0.1")))
                .isInstanceOf(InnerNetwork.Refused.class);
        assertThatThrownBy(() -> ask(practice, "https://localhost:" + inside.getLocalPort() + "/"))
                .isInstanceOf(InnerNetwork.Refused.class);
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void aNameThatLeadsInsideIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> ask(SHUT, "https://localhost:" + inside.getLocalPort() + "/"))
                .isInstanceOf(InnerNetwork.Refused.class);
        assertThatThrownBy(() -> ask(SHUT, "http://127.0.0.1:" + inside.getLocalPort() + "/"))
                .isInstanceOf(InnerNetwork.Refused.class);
        assertThat(nobodyCame()).isTrue();
    }

    @Test
    void aNameThatLeadsElsewhereThanAMomentAgoIsRefusedWhenConnecting() {
        assertThatThrownBy(() -> ask(REBOUND, "https://localhost:" + inside.getLocalPort() + "/"))
                .isInstanceOf(InnerNetwork.Refused.class);
        for (Socket socket : List.of(sockets().createSocket(), plain())) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("localhost", inside.getLocalPort())))
                    .isInstanceOf(InnerNetwork.Refused.class);
        }
        assertThatThrownBy(() -> sockets().createSocket("localhost", inside.getLocalPort()))
                .isInstanceOf(InnerNetwork.Refused.class);
        assertThat(nobodyCame()).isTrue();
    }

    private static GuardedSockets sockets() {
        return new GuardedSockets((SSLSocketFactory) SSLSocketFactory.getDefault(), SHUT, "gateway.example");
    }

    private static Socket plain() {
        try {
            return sockets().plain().createSocket();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Outgoing.Answered ask(InnerNetwork inner, String address) throws IOException {
        return new Outgoing(inner).ask(new Outgoing.Asked(URI.create(address), Map.of(), new byte[] {1}));
    }

    private boolean nobodyCame() {
        try (Socket _ = inside.accept()) {
            return false;
        } catch (IOException nobody) {
            return true;
        }
    }
}
