package io.equiveil.identity;

/// How a one-time code reaches its person.
public enum CodeChannel {
    SMS,
    /// Shown by the advisor.
    FACE_TO_FACE
}
