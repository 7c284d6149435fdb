package io.equiveil.clients;

import io.equiveil.kernel.SubjectId;
import java.time.Instant;

/// Two files with the same full identifier, found by blind index. Only compliance gets to know.
///
/// @param first  the older file
/// @param second the one that was entered later
public record Duplicate(DuplicateId id, SubjectId first, SubjectId second, By by, State state, Instant foundAt) {

    /// By which identifier.
    public enum By {
        DOCUMENT,
        USCC,
        MOBILE
    }

    /// What compliance says.
    public enum State {
        OPEN,
        SAME,
        DIFFERENT
    }
}
