package io.equiveil.engine;

import java.net.URI;

/// Where browsers find this installation. The host is chosen at the first start and kept: passkeys are bound to it.
///
/// @param scheme `https`, or `http` for the demo on loopback
/// @param host a name, never an address: what passkeys call the relying party's id
/// @param port 1 to 65535
public record PublicAddress(String scheme, String host, int port) {

    /// @throws IllegalArgumentException for another scheme or an impossible port
    public PublicAddress {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("scheme must be http or https but was " + scheme);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535 but was " + port);
        }
    }

    /// The origin as browsers write it, without the default port and without a trailing slash.
    public URI origin() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return URI.create(scheme + "://" + host + (usual ? "" : ":" + port));
    }
}
