package io.equiveil.frame;

import java.util.Locale;

/// The states that pages know. Each has a shape and a word besides its colour.
public enum State {
    /// It holds, it is done.
    HOLDS,
    /// Somebody should look at it.
    ATTENTION,
    /// It does not hold, it is refused, it is late.
    STOP,
    /// Nobody can tell.
    UNKNOWN;

    /// The name in templates and style classes.
    public String look() {
        return name().toLowerCase(Locale.ROOT);
    }
}
