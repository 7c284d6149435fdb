package io.equiveil.portal;

import io.equiveil.ledger.LedgerReader.SubjectEntry;
import java.util.List;
import java.util.OptionalLong;

/// A page of releases and refusals about one subject, newest first.
///
/// @param older where the next page begins; empty if there is none. A page can be empty and have a next one,
///              when only
///              entries of other kinds were met on the way.
public record Lookups(List<SubjectEntry> entries, OptionalLong older) {

    public Lookups {
        entries = List.copyOf(entries);
    }
}
