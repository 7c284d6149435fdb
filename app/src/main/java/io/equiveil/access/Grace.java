package io.equiveil.access;

import io.equiveil.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;

/// 宽限: what a clause rests on has lapsed, or will in days, and is carried on until a day. One for each lapse.
///
/// @param lapsedAt when it lapses or has lapsed
/// @param until    from this moment on it carries nothing
/// @param reason   why, in the words of whoever gave it
public record Grace(
        Clause clause,
        LapseId what,
        Instant lapsedAt,
        Instant until,
        PersonId givenBy,
        Instant givenAt,
        String reason) {

    /// The longest, from the lapse on.
    public static final Duration LONGEST = Duration.ofDays(7);

    @Override
    public String toString() {
        return "Grace[" + clause + " " + what + " until " + until + "]";
    }
}
