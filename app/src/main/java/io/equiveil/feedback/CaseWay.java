package io.equiveil.feedback;

/// How something reached the firm.
public enum CaseWay {
    /// By the client's own hand, signed in.
    PORTAL,
    /// On the telephone or face to face, written down by somebody of the firm.
    PHONE
}
