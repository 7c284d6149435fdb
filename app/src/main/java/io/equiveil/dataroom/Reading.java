package io.equiveil.dataroom;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody looked at a document: who, when, which pages, for how long.
///
/// @param intake number of the ledger's entry about the release
/// @param ending empty while it is open
public record Reading(
        ViewId view,
        PersonId person,
        Instant openedAt,
        Optional<Instant> endedAt,
        Optional<Ending> ending,
        long intake,
        List<PageTime> pages) {

    /// @param page    from 1
    /// @param seconds for how long it was on the screen
    public record PageTime(int page, int seconds) {}

    /// Seconds on all pages together.
    public int seconds() {
        return pages.stream().mapToInt(PageTime::seconds).sum();
    }
}
