package io.equiveil.e2e;

import java.time.Duration;

/// What a task costs a practised person, by the keystroke-level model (Card, Moran and Newell, 1980): 1.35 s to think
/// before each step, 1.1 s to point, 0.2 s to press, and 0.5 s for each character, as on a telephone. What is read
/// for its own sake, and what the machine takes, is not in it.
///
/// @param taps   buttons and links that were pressed
/// @param millis all steps together
record Effort(int taps, long millis) {

    static final Effort NONE = new Effort(0, 0);

    private static final long THINK_AND_POINT_MILLIS = 1_350 + 1_100 + 200;
    private static final long CHARACTER_MILLIS = 500;

    Effort andATap() {
        return new Effort(taps + 1, millis + THINK_AND_POINT_MILLIS);
    }

    Effort andAChoice() {
        return new Effort(taps, millis + THINK_AND_POINT_MILLIS);
    }

    Effort andTyping(String text) {
        return new Effort(taps, millis + THINK_AND_POINT_MILLIS + CHARACTER_MILLIS * text.length());
    }

    Duration since(Effort before) {
        return Duration.ofMillis(millis - before.millis);
    }
}
