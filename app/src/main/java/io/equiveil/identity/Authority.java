package io.equiveil.identity;

import java.time.LocalDate;
import java.util.Optional;

/// By what somebody acts for a client.
///
/// @param until the last day; needed for a capacity that rests on an authority
public record Authority(Capacity capacity, Optional<LocalDate> until) {

    /// Whether it still stands on this day. One that should have an end and has none does not.
    public boolean stands(LocalDate today) {
        return until.map(last -> !last.isBefore(today)).orElse(!capacity.isByAuthority());
    }
}
