package io.equiveil.setup;

/// Why a practice house ended.
public enum PracticeEnd {
    /// Somebody pressed the button.
    CLOSED,
    /// The firm went live.
    LIVE,
    /// Nobody came for some hours.
    IDLE,
    /// The server stopped.
    STOPPED,
    /// What a killed server left was found at the next start.
    LEFT_OVER,
    /// It did not come up.
    FAILED
}
