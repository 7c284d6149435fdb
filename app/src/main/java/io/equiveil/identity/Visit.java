package io.equiveil.identity;

import io.equiveil.kernel.Digest;
import java.util.Optional;

/// From where somebody knocks.
///
/// @param source    network address as the server sees it; never stored or logged, only its keyed hash is
/// @param appliance what it looks like
/// @param device    SHA-256 of the device token that the browser keeps, if it has one
public record Visit(String source, Appliance appliance, Optional<Digest> device) {

    /// What somebody uses, as far as the browser says so. For people who look through their own sessions.
    public enum Appliance {
        COMPUTER,
        PHONE,
        WECHAT,
        PROGRAM
    }
}
