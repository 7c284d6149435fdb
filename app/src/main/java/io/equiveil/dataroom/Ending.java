package io.equiveil.dataroom;

/// Why a viewing is over.
public enum Ending {
    /// The reader closed it.
    CLOSED,
    /// Nobody turned a page for five minutes, or it was open for half an hour.
    TIME_OVER,
    /// Something that it relied on was withdrawn, revoked or has run out.
    ACCESS_ENDED,
    /// The document was taken out.
    REMOVED,
    /// The application was stopped.
    STOPPED
}
