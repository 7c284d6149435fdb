package io.equiveil.outgoing;

import io.equiveil.kernel.PracticeHouse;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where nothing may be sent: to this machine and to machines of its own network (CWE-918), but for hosts that the
/// operator names in the configuration of the installation, `equiveil.outgoing.inside` (in earlier versions
/// `equiveil.messages.inside`, which is still read).
///
/// Who sets a service up signs in with the browser and could otherwise have the server ask around behind the
/// firewall. What decides is the address that a connection is made to, not the name that was typed.
@Component
public class InnerNetwork {

    /// What a message that was not sent for this reason is marked with.
    public static final String CODE = "INSIDE-NETWORK";

    private final Set<String> allowed;
    private final boolean shut;

    /// @param inside names or addresses of hosts inside that may be sent to, as they are typed on the page
    /// @param shut   whether nothing leaves at all: the practice house connects to nobody
    @Autowired
    InnerNetwork(
            @Value("${equiveil.outgoing.inside:${equiveil.messages.inside:}}") List<String> inside,
            @Value("${" + PracticeHouse.PROPERTY + ":false}") boolean shut) {
        this.shut = shut;
        this.allowed = inside.stream()
                .map(InnerNetwork::plain)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// @param inside names or addresses of hosts inside that may be sent to, as they are typed on the page
    public InnerNetwork(List<String> inside) {
        this(inside, false);
    }

    /// A host that was refused.
    public static final class Refused extends IOException {
        Refused() {
            super("an address inside the network");
        }
    }

    /// Whether a host is refused by what was typed alone: an address, or this machine's own name. Asks nobody.
    public boolean refuses(String host) {
        String typed = plain(host);
        if (shut) {
            return true;
        }
        if (allowed.contains(typed)) {
            return false;
        }
        if (typed.equals("localhost") || typed.endsWith(".localhost")) {
            return true;
        }
        try {
            return isInside(InetAddress.ofLiteral(typed));
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /// @throws Refused if a connection to this host would lead, or might lead, inside
    /// @throws UnknownHostException if nobody knows the name
    public void check(String host) throws IOException {
        if (shut) {
            throw new Refused();
        }
        if (!allowed.contains(plain(host))
                && Arrays.stream(InetAddress.getAllByName(host)).anyMatch(InnerNetwork::isInside)) {
            throw new Refused();
        }
    }

    /// @param host    as it was typed
    /// @param address to which a connection is about to be made for it
    public void check(String host, InetAddress address) throws Refused {
        if (shut || !allowed.contains(plain(host)) && isInside(address)) {
            throw new Refused();
        }
    }

    private static String plain(String host) {
        return host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    }

    /// Loopback, link-local, private, shared, reserved and multicast addresses (RFC 6890, RFC 4193), and those of the
    /// new kind that carry an old one.
    static boolean isInside(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> isInsideOld(bytes);
            case Inet6Address _ -> isInsideNew(bytes);
            default -> true;
        };
    }

    private static boolean isInsideOld(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0
                || first >= 240
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second == 18 || second == 19);
    }

    private static boolean isInsideNew(byte[] bytes) {
        int first = bytes[0] & 0xff;
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        boolean teredo = first == 0x20 && bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0;
        boolean sixToFour = first == 0x20 && bytes[1] == 2;
        boolean translated = first == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean compatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
        return uniqueLocal || teredo || sixToFour || translated || compatible;
    }
}
