package io.equiveil.controls;

import java.util.Locale;

/// How a measure stands.
public enum ControlStatus {
    /// Its checks looked at live data and found it kept.
    HOLDS,
    /// At least one of its checks found it broken.
    FAILS,
    /// Nobody can tell: there is no check, it could not run, or it ran too long ago.
    UNKNOWN;

    /// As in the public interface: `holds`, `fails`, `unknown`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
