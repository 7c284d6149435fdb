package io.equiveil.clients;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Set;

/// That a section was given: when, by whom, and what remains to be confirmed about it.
public record GivenSection(FactSection section, Set<IdentifierWarning> warnings, PersonId by, Instant at) {
    public GivenSection {
        warnings = Set.copyOf(warnings);
    }
}
