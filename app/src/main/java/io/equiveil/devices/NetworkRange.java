package io.equiveil.devices;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A range of network addresses in the notation of RFC 4632 (`203.0.113.0/24`) or RFC 4291 (`2001:db8::/32`).
///
/// @param first  the range's first address, 4 or 16 bytes
/// @param prefix how many bits are fixed
record NetworkRange(InetAddress first, int prefix) {

    private static final Pattern SHAPE = Pattern.compile("([0-9.]{7,15}|[0-9a-fA-F:.]{2,45})/([0-9]{1,3})");

    /// Reads a range; never asks a name server. Empty for anything else, the whole internet (`/0`) included.
    static Optional<NetworkRange> parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(matcher.group(2));
        return literal(matcher.group(1))
                .filter(address -> prefix >= 1 && prefix <= address.getAddress().length * 8)
                .map(address -> new NetworkRange(address, prefix));
    }

    /// Whether an address lies in it.
    boolean contains(String address) {
        return literal(address).filter(this::holds).isPresent();
    }

    private boolean holds(InetAddress address) {
        byte[] one = first.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> literal(String text) {
        // Only what can be a literal is given to the JDK, which would look up a name.
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
