package io.equiveil.frame;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something on a time line. Texts are already in the page's language.
///
/// @param at    when it happened or will; null if nobody knows yet
/// @param state whether it is behind us
/// @param title what happened
/// @param text  more about it, or null
/// @param path  where it leads, or null
public record TimelineEvent(
        @Nullable Instant at,
        Phase state,
        String title,
        @Nullable String text,
        @Nullable String path) {

    /// Where something stands in time.
    public enum Phase {
        DONE,
        NOW,
        LATER,
        STOP
    }
}
