package io.equiveil.conversations;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A page of a thread, oldest letter first.
///
/// @param side      on whose side the reader stands
/// @param older     before which moment older letters stand; empty if there are none
/// @param recorded  false if the log could not record, and so nothing was opened
/// @param refusal   why the gate did not open the letters; empty if it did
/// @param mayWrite  whether the reader may answer
/// @param otherRead up to when the other side has read; empty if never
public record Thread(
        MatterSummary matter,
        SubjectId subject,
        Letter.Side side,
        List<Line> lines,
        Optional<Instant> older,
        boolean recorded,
        Optional<Disclosure.Refused> refusal,
        boolean mayWrite,
        Optional<Instant> otherRead) {

    /// A letter with its words.
    ///
    /// @param text    empty if the gate kept it closed
    /// @param genuine whether it was written by whom the row names; false if somebody changed the
    ///                row by SQL
    public record Line(Letter letter, Optional<Cleartext> text, boolean genuine) {}

    /// Whether a letter of the reader's own side was read by the other.
    public boolean isRead(Line line) {
        return otherRead.filter(at -> !at.isBefore(line.letter().at())).isPresent();
    }
}
