package io.equiveil.matters;

import io.equiveil.kernel.SubjectId;
import java.util.List;

/// What came of an act upon the end of a client's own file.
public sealed interface OwnFileResult {

    record Done(SubjectId subject) implements OwnFileResult {}

    /// There is no such file, or not for this person.
    record Unknown() implements OwnFileResult {}

    /// Something stands in the way: all of it at once.
    ///
    /// @param holds what keeps the file, where that is what stands in the way
    record Blocked(List<Blocker> blockers, List<OwnFileHold> holds) implements OwnFileResult {
        public Blocked {
            blockers = List.copyOf(blockers);
            holds = List.copyOf(holds);
        }
    }

    /// What stands in the way; each has a sentence in both languages (`matters.own-file.blocker.…`).
    enum Blocker {
        /// No group's time has come.
        NOTHING_DUE,
        /// The time has come, and something keeps it.
        HELD,
        /// Nobody has asked, or the row says another than the log.
        NOT_ASKED,
        /// Whoever asked cannot be the second one.
        SAME_PERSON
    }
}
