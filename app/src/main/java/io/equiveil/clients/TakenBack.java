package io.equiveil.clients;

/// What came of taking facts back.
public enum TakenBack {
    /// The sealed value is gone.
    GONE,
    /// It is not optional, was not given, or is not the requester's to take back.
    NOTHING,
    /// A legal hold keeps it; nothing has changed.
    KEPT_BY_LAW
}
