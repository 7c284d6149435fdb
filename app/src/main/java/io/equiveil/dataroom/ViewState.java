package io.equiveil.dataroom;

import io.equiveil.kernel.Purpose;
import java.time.Instant;

/// How a viewing stands.
public sealed interface ViewState {

    /// Open.
    ///
    /// @param until when it ends unless a page is turned
    record Open(ViewId view, RoomDocument document, Purpose purpose, Instant until) implements ViewState {}

    /// Over.
    record Ended(Ending because) implements ViewState {}
}
