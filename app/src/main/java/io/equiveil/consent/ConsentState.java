package io.equiveil.consent;

/// How a record stands. The first five are the states of a consent (ISO/IEC TS 27560); the last two are those of
/// every other legal basis.
public enum ConsentState {
    REQUESTED,
    GIVEN,
    REFUSED,
    WITHDRAWN,
    EXPIRED,
    RECORDED,
    ENDED;

    /// Whether facts may be handled under a record in this state.
    public boolean stands() {
        return this == GIVEN || this == RECORDED;
    }
}
