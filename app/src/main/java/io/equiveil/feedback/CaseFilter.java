package io.equiveil.feedback;

import java.util.EnumSet;
import java.util.Set;

/// Which cases a list shows.
public enum CaseFilter {
    /// The firm has to answer.
    TO_ANSWER(EnumSet.of(CaseState.OPENED, CaseState.CONTESTED)),
    /// The client has to say whether that settles it.
    ANSWERED(EnumSet.of(CaseState.ANSWERED)),
    CLOSED(EnumSet.of(CaseState.CLOSED)),
    ALL(EnumSet.allOf(CaseState.class));

    private final Set<CaseState> states;

    CaseFilter(Set<CaseState> states) {
        this.states = Set.copyOf(states);
    }

    Set<CaseState> states() {
        return states;
    }
}
