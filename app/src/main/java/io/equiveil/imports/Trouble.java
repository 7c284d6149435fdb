package io.equiveil.imports;

/// Why work on a list ended early. Each has a sentence (`imports.trouble.…`).
public enum Trouble {
    /// The log could not be written, so nothing was read.
    UNRECORDED,
    /// The file could not be opened any more, or is not what was brought in.
    UNREADABLE,
    /// Whoever brought the list in may not take clients on any more.
    NOT_ALLOWED,
    /// Something broke; its reference stands in the log.
    BROKEN
}
