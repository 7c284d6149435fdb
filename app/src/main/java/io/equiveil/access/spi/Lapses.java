package io.equiveil.access.spi;

import io.equiveil.access.Clause;
import io.equiveil.access.LapseId;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one room has that a clause rests on and that lapses by itself.
public interface Lapses {

    /// What lapses or has lapsed between two moments and was not renewed; at most 200, the first to lapse first.
    List<Lapse> lapses(Instant from, Instant until);

    /// Something that lapses.
    ///
    /// @param clause     what rests on it
    /// @param person     the colleague whose it is; empty if it is a firm's
    /// @param endsAt     from this moment on it does not count
    /// @param messageKey what it is; its arguments are code names and message keys of words only
    record Lapse(
            Clause clause,
            LapseId what,
            Optional<PersonId> person,
            Instant endsAt,
            String messageKey,
            List<String> arguments) {}
}
