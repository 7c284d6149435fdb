package io.equiveil.messages;

/// How far a message has come.
public enum MessageState {
    /// Waits to be sent, or to be tried again.
    QUEUED,
    /// Gateway or mail server has taken it; no report yet.
    SENT,
    /// The carrier says that it has arrived.
    DELIVERED,
    /// The carrier says that it has not arrived.
    FAILED,
    /// Not sent.
    GIVEN_UP
}
