package io.equiveil.dataroom;

import io.equiveil.disclosure.Disclosure;
import java.time.Instant;

/// What came of asking to look at a document.
public sealed interface Opening {

    /// It is open: one recorded release for the whole viewing.
    ///
    /// @param until when it ends at the latest
    record Opened(ViewId view, RoomDocument document, Instant until) implements Opening {}

    /// The gate says no.
    record Refused(RoomDocument document, Disclosure.Refused refusal) implements Opening {}

    /// The ledger cannot record now, so nothing is opened.
    record Unrecorded() implements Opening {}

    /// Too many documents are open at this moment.
    record Busy() implements Opening {}

    /// What is stored does not open any more.
    record Unreadable() implements Opening {}

    /// There is no such document.
    record Unknown() implements Opening {}
}
