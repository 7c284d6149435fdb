package io.equiveil.setup;

import java.time.LocalDate;
import java.util.Optional;

/// How far a step is.
///
/// @param laterUntil the day until which it was put off
/// @param done       parts of it that are done
/// @param of         parts of it altogether
public record StepStanding(SetUpStep step, State state, Optional<LocalDate> laterUntil, int done, int of) {

    /// In one word.
    public enum State {
        OPEN,
        /// 稍后
        LATER,
        DONE
    }
}
