package io.equiveil.consent;

import java.util.List;
import java.util.Optional;

/// What a subject keeps of its consent: every state of the record, and the notice in the words that were shown.
///
/// @param states oldest first; the last is the present one
/// @param notice absent only for a first contact's own basis
public record ConsentReceipt(List<ConsentRecord> states, Optional<ServedNotice> notice) {

    public ConsentReceipt {
        states = List.copyOf(states);
    }

    /// The present state.
    public ConsentRecord present() {
        return states.getLast();
    }
}
