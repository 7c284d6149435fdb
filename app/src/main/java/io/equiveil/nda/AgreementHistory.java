package io.equiveil.nda;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.nda.AgreementSummary.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What happened to an agreement, in order, with identifiers only.
///
/// @param paper the scan that waits or counts; absent if it was signed on screen
/// @param codes the code of each page of the text, in order
public record AgreementHistory(List<Event> events, Optional<PaperSheet> paper, List<String> codes) {

    public AgreementHistory {
        events = List.copyOf(events);
        codes = List.copyOf(codes);
    }

    /// Something that happened or is going to.
    public sealed interface Event {
        Instant at();

        record Prepared(Instant at, PersonId by) implements Event {}

        record Signed(Instant at, Side side, PersonId by, String grade) implements Event {}

        record PaperTakenIn(Instant at, PersonId by, LocalDate signedOn, int pages) implements Event {}

        record PaperConfirmed(Instant at, PersonId by) implements Event {}

        record PaperReturned(Instant at, PersonId by, PaperFault because) implements Event {}

        record InForce(Instant at) implements Event {}

        record Covers(Instant at, MatterId matter) implements Event {}

        /// The end, ahead or behind.
        record Ends(Instant at, Optional<EndReason> because) implements Event {}
    }

    /// The scan, as far as it may be known without seeing it.
    ///
    /// @param pages     pages of the scan
    /// @param pagesSeen pages of the text whose codes were read on it
    /// @param takenInBy may not confirm it
    /// @param waits     whether it still waits for a second person
    public record PaperSheet(
            int pages,
            List<Integer> pagesSeen,
            LocalDate signedOn,
            PersonId takenInBy,
            Instant takenInAt,
            boolean waits) {

        public PaperSheet {
            pagesSeen = List.copyOf(pagesSeen);
        }
    }
}
