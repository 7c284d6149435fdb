package io.equiveil.conversations;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;

/// A letter as far as it is known without opening it.
///
/// @param subject the party whose thread it belongs to, and under whose key it is sealed
public record Letter(LetterId id, MatterId matter, SubjectId subject, PersonId by, Side side, Kind kind, Instant at) {

    /// Who writes.
    public enum Side {
        CLIENT,
        FIRM;

        Side other() {
            return this == CLIENT ? FIRM : CLIENT;
        }
    }

    /// What it is.
    public enum Kind {
        TEXT,
        /// A photograph, perhaps with a line of text.
        PHOTO,
        /// A voice note.
        VOICE
    }
}
